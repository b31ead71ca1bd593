function Get-HealthCheckState {
    <#
    .SYNOPSIS
    Looks once whether something is healthy; the rest of what is desired says how, and is given back as it is.
    .PARAMETER Name
    What is checked.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    $actual = $Desired.Clone()
    $answer = Test-Health $Desired
    $actual.healthy = if ($null -eq $answer) { $true } else { $answer }
    $actual
}

function Set-HealthCheckState {
    <#
    .SYNOPSIS
    Waits until something is healthy; if it does not become so in time, fails with its last answer.
    .PARAMETER Name
    What is checked.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    Assert-Health $Desired
}
