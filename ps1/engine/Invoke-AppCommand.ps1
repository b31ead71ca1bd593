function Invoke-AppCommand {
    <#
    .SYNOPSIS
    Starts, stops or restarts an app, or says in a plan that it would; reports one result event.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    entry (what Windows starts it by, as Kind/name); stop_timeout in seconds; health, a HealthCheck's properties; watched_as, the name that its watchdog knows it by; slot (directory, name): nothing is done with a slot that is not live.
    .PARAMETER State
    The state that it is to be in then: running or stopped.
    .PARAMETER Command
    What does it: takes the entry's name and the time-out.
    .PARAMETER Always
    Do it in whatever state it is.
    #>
    param([string] $Name, [hashtable] $Setting, [string] $State, [scriptblock] $Command, [switch] $Always)

    if ($Setting['slot'] -and (Get-OtherSlot (Read-ReleaseRecord $Setting.slot.directory).live) -eq $Setting.slot.name) { return }
    Invoke-Reported -Resource $Setting.entry -App $Name -Work {
        Invoke-WithRetry -Subject $Setting.entry -Action {
            $result.attempts++
            Switch-AppState -Setting $Setting -State $State -Command $Command -Always:$Always -Changes $result.changes
        }
        if ($Run.Apply) { Set-StopMark -Name $(if ($Setting['watched_as']) { $Setting.watched_as } else { $Name }) -Stopped ($State -eq 'stopped' -and $Setting['watched_as']) }
        if ($Run.Apply -and $State -eq 'running' -and $Setting['health']) { Assert-Health $Setting.health }
    }
}
