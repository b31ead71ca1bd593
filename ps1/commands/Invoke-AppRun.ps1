function Invoke-AppRun {
    <#
    .SYNOPSIS
    Runs an app's scheduled task now and follows what it writes until it ends; reports one result event, failed where the program failed.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    entry, as Kind/name; history, the runner's file; success, the exit codes that are one; and what Get-AppLog takes.
    #>
    param([string] $Name, [hashtable] $Setting)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $task = ($Setting.entry -split '/', 2)[1]
    $result = @{ event = 'result'; host = $Run.Host; resource = $Setting.entry; app = $Name; status = 'skipped'; changes = @{}; attempts = 1 }
    if ($Run.Count.failed -eq 0) {
        try {
            $status = Get-ScheduledTaskStatus $task
            if ($status.state -eq 'absent') { throw "there is no scheduled task $task on this host: provision the app first" }
            if ($status.state -eq 'running') { throw [InvalidOperationException] "scheduled task $task runs already, since $($status.last_run)" }
            $result.changes.state = @($status.state, 'running')
            if ($Run.Apply) {
                $outcome = @{ exit_code = $null; status = $null; error = $null }
                Receive-AppRun -Name $Name -Setting $Setting -Task $task -Outcome $outcome
                $result.changes.run = @($null, $outcome)
                if ($outcome.exit_code -notin $Setting.success) { throw [InvalidOperationException] "it ended with exit code $($outcome.exit_code)$(if ($outcome.error) { ": $($outcome.error)" })" }
            }
            $result.status = if ($Run.Apply) { 'changed' } else { 'would_change' }
        } catch {
            $result.status = 'failed'
            $result.error = @{ message = Get-ErrorText $_.Exception; type = Get-ErrorType $_.Exception; transient = Test-TransientError $_.Exception }
        }
    }
    $Run.Count[$result.status]++
    $result.seconds = $clock.Elapsed.TotalSeconds
    Write-Event $result
}
