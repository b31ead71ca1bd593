function Get-ScheduledTaskState {
    <#
    .SYNOPSIS
    Reads a scheduled task from the XML that Windows gives of it.
    .PARAMETER Name
    The name with its folder: \folder\name.
    .PARAMETER Desired
    The desired properties. xml and password are given back: what the one says is compared piece by piece, the other cannot be read.
    #>
    param([string] $Name, [hashtable] $Desired)

    $task = Read-TaskXml -Name $Name
    if (-not $task) { return @{ ensure = 'absent' } }
    if ($Desired.ensure -eq 'absent') { return @{ ensure = 'present' } }
    $actual = ConvertFrom-TaskXml $task (Read-TaskXml -Text $Desired.xml)
    $actual.ensure = 'present'
    foreach ($one in 'xml', 'password') { if ($Desired.Contains($one)) { $actual[$one] = $Desired[$one] } }
    $actual
}

function Set-ScheduledTaskState {
    <#
    .SYNOPSIS
    Registers a scheduled task, or ends and removes it. What runs of it runs on, but for a restart, which starts it anew.
    .PARAMETER Name
    The name with its folder: \folder\name.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $task = Split-TaskName $Name
    if ($Desired.ensure -eq 'absent') {
        $null = Stop-AppScheduledTask $Name
        return Unregister-ScheduledTask @task -Confirm:$false -ErrorAction Stop
    }
    if (@($Changes.Keys) -ne 'restart') {
        $root = Read-TaskXml -Text $Desired.xml
        # Names differ with Windows' language, and Task Scheduler knows no '.\user': SIDs are right everywhere.
        foreach ($node in Find-TaskAccount $root) { $node.InnerText = (Get-AccountSid $node.InnerText -Required).Value }
        if ($Desired.Contains('password')) {
            $secret = $Desired.password
            if ($secret -is [string]) { $secret = Reset-UserPassword $Desired.account }
            $task.User = $Desired.account -replace '\A\.(?=\\)', [Environment]::MachineName
            $task.Password = ConvertFrom-Secret $secret
        }
        $null = Register-ScheduledTask @task -Xml $root.OwnerDocument.OuterXml -Force -ErrorAction Stop
    }
    if ($Changes.Contains('restart') -and (Stop-AppScheduledTask $Name)) { Start-AppScheduledTask $Name }
}
