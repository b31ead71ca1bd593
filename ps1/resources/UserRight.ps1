function Get-UserRightState {
    <#
    .SYNOPSIS
    Reads whether an account holds a user right itself; not, whether it has it as a member of a group.
    .PARAMETER Name
    The right and the account, as right|account.
    .PARAMETER Desired
    The desired properties: none but ensure.
    #>
    param([string] $Name, [hashtable] $Desired)

    $right, $account = $Name -split '\|', 2
    $sid = Get-AccountSid $account
    $held = if ($sid) { @(Read-UserRight $right | Where-Object { Test-RightHolder -Entry $_ -Sid $sid }) }
    @{ ensure = $(if ($held) { 'present' } else { 'absent' }) }
}

function Set-UserRightState {
    <#
    .SYNOPSIS
    Grants a user right to an account or takes it away; others keep it.
    .PARAMETER Name
    The right and the account, as right|account.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $right, $account = $Name -split '\|', 2
    $sid = Get-AccountSid $account -Required
    $holders = @(Read-UserRight $right | Where-Object { -not (Test-RightHolder -Entry $_ -Sid $sid) })
    if ($Desired.ensure -eq 'present') { $holders += "*$($sid.Value)" }
    Write-UserRight -Right $right -Holder $holders
}
