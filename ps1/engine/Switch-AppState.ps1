function Switch-AppState {
    <#
    .SYNOPSIS
    Brings an app into a state, unless it is in it or this is a plan, and notes what changes.
    .PARAMETER Setting
    As Invoke-AppCommand takes it.
    .PARAMETER State
    running or stopped.
    .PARAMETER Command
    What does it: takes the entry's name and the time-out.
    .PARAMETER Always
    Do it in whatever state it is.
    .PARAMETER Changes
    The table that gets the changes.
    #>
    param([hashtable] $Setting, [string] $State, [scriptblock] $Command, [switch] $Always, [hashtable] $Changes)

    $kind, $name = $Setting.entry -split '/', 2
    $service = $kind -eq 'Service'
    $old = if ($service) { Get-ServiceStatus $name } else { (Get-ScheduledTaskStatus $name).state }
    if ($old -eq 'absent') { throw "there is no $(if ($service) { 'service' } else { 'scheduled task' }) $name on this host: provision the app first" }
    $there = if ($State -eq 'running' -or $service) { $old -eq $State } else { $old -ne 'running' }
    if ($there -and -not $Always -and -not $Changes.Count) { return }
    if (-not $Changes.Count) { $Changes.state = @($old, $State) }
    if (-not $Run.Apply) { return }
    if ($service -and -not $Changes.Contains('process_id')) { $Changes.process_id = @((Get-ServiceProcess $name).Id, $null) }
    $null = & $Command $name $(if ($Setting.Contains('stop_timeout')) { $Setting.stop_timeout } else { 30 })
    if ($service) { $Changes.process_id = @($Changes.process_id[0], (Get-ServiceProcess $name).Id) }
}
