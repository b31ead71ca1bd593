function Suspend-Run {
    <#
    .SYNOPSIS
    Restarts this host in the midst of a run, and leaves the rest for after it. Where Windows refuses, the run goes on as after any failure.
    #>
    param()

    Start-HostRestart -Reason @(Read-RestartReason) -Left $true
    if ($Run.Count.failed) { return }
    $Run.Leaving = $true
    throw 'this host restarts'
}
