function Get-EventSourceState {
    <#
    .SYNOPSIS
    Says whether an event source is registered, and for which log.
    .PARAMETER Name
    The source.
    .PARAMETER Desired
    log.
    #>
    param([string] $Name, [hashtable] $Desired)

    $log = [Diagnostics.EventLog]::LogNameFromSourceName($Name, '.')
    if (-not $log) { return @{ ensure = 'absent' } }
    # Windows does not tell names of logs apart by case.
    @{ ensure = 'present'; log = if ($log -eq $Desired['log']) { $Desired.log } else { $log } }
}

function Set-EventSourceState {
    <#
    .SYNOPSIS
    Registers an event source, with the log where it is missing, for another log, or removes it and leaves the log.
    .PARAMETER Name
    The source.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    if ($Actual.ensure -eq 'present') { [Diagnostics.EventLog]::DeleteEventSource($Name) }
    if ($Desired.ensure -eq 'absent') { return }
    $data = [Diagnostics.EventSourceCreationData]::new($Name, $Desired.log)
    # PowerShell 7 would name a file of its own, which goes with its next version; this one is part of Windows.
    $data.MessageResourceFile = '%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll'
    [Diagnostics.EventLog]::CreateEventSource($data)
    if ($Actual.ensure -eq 'present') {
        Write-Warning "$Name wrote to the log $($Actual.log): its events may go there until this host is started anew"
    }
}
