function Invoke-Reported {
    <#
    .SYNOPSIS
    Does what is no resource, unless something failed before, and reports one result event after what it writes itself.
    .PARAMETER Resource
    What the event is about, as Kind/name.
    .PARAMETER App
    The app, if it is about one.
    .PARAMETER AfterFailure
    Do it also after a failure.
    .PARAMETER Work
    What is to be done; it finds the event as $result, and puts into its changes what changes, or would in a plan.
    #>
    param([string] $Resource, [string] $App, [switch] $AfterFailure, [scriptblock] $Work)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $result = @{ event = 'result'; host = $Run.Host; resource = $Resource; app = $(if ($App) { $App }); status = 'skipped'; changes = @{}; attempts = 0 }
    if ($Run.Count.failed -eq 0 -or $AfterFailure) {
        try {
            & $Work
            $result.status = if (-not $result.changes.Count) { 'ok' } elseif ($Run.Apply) { 'changed' } else { 'would_change' }
        } catch {
            $result.status = 'failed'
            $result.error = @{ message = Get-ErrorText $_.Exception; type = Get-ErrorType $_.Exception; transient = Test-TransientError $_.Exception }
            $Run.Failure = "${Resource}: $($result.error.message)"
        }
    }
    $Run.Count[$result.status]++
    $result.seconds = $clock.Elapsed.TotalSeconds
    Write-Event $result
}
