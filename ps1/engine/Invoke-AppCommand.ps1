function Invoke-AppCommand {
    <#
    .SYNOPSIS
    Starts, stops or restarts an app, or says in a plan that it would; reports one result event.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    entry (what Windows starts it by, as Kind/name); stop_timeout in seconds; health, a HealthCheck's properties; watched.
    .PARAMETER State
    The state that it is to be in then: running or stopped.
    .PARAMETER Command
    What does it: takes the entry's name and the time-out.
    .PARAMETER Always
    Do it in whatever state it is.
    #>
    param([string] $Name, [hashtable] $Setting, [string] $State, [scriptblock] $Command, [switch] $Always)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $result = @{ event = 'result'; host = $Run.Host; resource = $Setting.entry; app = $Name; status = 'skipped'; changes = @{}; attempts = 0 }
    if ($Run.Count.failed -eq 0) {
        try {
            Invoke-WithRetry -Subject $result.resource -Action {
                $result.attempts++
                Switch-AppState -Setting $Setting -State $State -Command $Command -Always:$Always -Changes $result.changes
            }
            $result.status = if (-not $result.changes.Count) { 'ok' } elseif ($Run.Apply) { 'changed' } else { 'would_change' }
            if ($Run.Apply) { Set-StopMark -Name $Name -Stopped ($State -eq 'stopped' -and $Setting['watched']) }
            if ($Run.Apply -and $State -eq 'running' -and $Setting['health']) {
                $answer = Wait-Health $Setting.health
                if ($answer) { throw [InvalidOperationException] "not healthy after $($Setting.health.within) s: $answer" }
            }
        } catch {
            $result.status = 'failed'
            $result.error = @{ message = Get-ErrorText $_.Exception; type = Get-ErrorType $_.Exception; transient = Test-TransientError $_.Exception }
        }
    }
    $Run.Count[$result.status]++
    $result.seconds = $clock.Elapsed.TotalSeconds
    Write-Event $result
}
