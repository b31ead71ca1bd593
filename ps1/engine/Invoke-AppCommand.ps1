function Invoke-AppCommand {
    <#
    .SYNOPSIS
    Starts, stops or restarts an app's service, or says in a plan that it would; reports one result event.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    service, the service's name; stop_timeout in seconds, 30 unless given.
    .PARAMETER State
    The state that the service is to be in then: running or stopped.
    .PARAMETER Command
    What does it: a function that takes the service's name and the time-out.
    .PARAMETER Always
    Do it in whatever state the service is.
    #>
    param([string] $Name, [hashtable] $Setting, [string] $State, [string] $Command, [switch] $Always)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $service = $Setting.service
    $result = @{ event = 'result'; host = $Run.Host; resource = "Service/$service"; app = $Name; status = 'skipped'; changes = @{}; attempts = 0 }
    if ($Run.Count.failed -eq 0) {
        $timeout = if ($Setting.Contains('stop_timeout')) { $Setting.stop_timeout } else { 30 }
        try {
            Invoke-WithRetry -Subject $result.resource -Action {
                $result.attempts++
                $old = Get-ServiceStatus $service
                if ($old -eq 'absent') { throw "there is no service $service on this host: provision the app first" }
                if ($old -eq $State -and -not $Always -and -not $result.changes.Count) { return }
                if (-not $result.changes.Count) { $result.changes = @{ state = @($old, $State) } }
                if (-not $Run.Apply) { return }
                if (-not $result.changes.Contains('process_id')) { $result.changes.process_id = @((Get-ServiceProcess $service).Id, $null) }
                $null = & $Command $service $timeout
                $result.changes.process_id = @($result.changes.process_id[0], (Get-ServiceProcess $service).Id)
            }
            $result.status = if (-not $result.changes.Count) { 'ok' } elseif ($Run.Apply) { 'changed' } else { 'would_change' }
        } catch {
            $result.status = 'failed'
            $result.error = @{ message = Get-ErrorText $_.Exception; type = Get-ErrorType $_.Exception; transient = Test-TransientError $_.Exception }
        }
    }
    $Run.Count[$result.status]++
    $result.seconds = $clock.Elapsed.TotalSeconds
    Write-Event $result
}
