function Invoke-Run {
    <#
    .SYNOPSIS
    Works through a host's resources under the host's lock, and reports the outcome as events.
    .PARAMETER HostName
    The host's name in the inventory, as every event shows it.
    .PARAMETER Setting
    What the script was started with: Mode, Format, Secret, LockTimeout (seconds), By (who runs it, from where), RunId and Reboot (whether it may restart the host).
    .PARAMETER Apps
    The apps on this host and their versions, for the journal.
    .PARAMETER Lock
    Whether no other run may work on the host meanwhile.
    .PARAMETER Work
    What is to be done: calls of Invoke-Resource, in order, or of a command.
    #>
    param([string] $HostName, [hashtable] $Setting, [hashtable] $Apps, [bool] $Lock, [scriptblock] $Work)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $Run = New-Run -HostName $HostName -Setting $Setting
    $Run.Locked = $Lock
    $held = if ($Lock) { Lock-Host -TimeoutSeconds $Setting.LockTimeout }
    if ($held -and -not $held.Taken) {
        Write-Event ([ordered]@{ event = 'host'; host = $HostName; status = 'busy'; error = $held.Holder; seconds = $clock.Elapsed.TotalSeconds })
        return
    }
    $status = 'interrupted'
    $last = ''
    try {
        Resume-Run
        if ($Run.Ended) { return }
        Read-Unfinished
        try { & $Work } catch { if (-not $Run.Leaving) { throw } }
        $outcome = if ($Run.Leaving) { 'restarting' } elseif ($Run.Count.failed) { 'failed' } elseif ($Run.Count.changed) { 'changed' } elseif ($Run.Count.would_change) { 'would_change' } else { 'ok' }
        if (-not $Run.Leaving) { $last = Write-Event ([ordered]@{ event = 'host'; host = $HostName; status = $outcome } + $Run.Count + $Run.Pending + @{ seconds = $clock.Elapsed.TotalSeconds }) }
        # Only now: a run that is stopped before it has told its end counts as interrupted, and tells it when it is taken up.
        $status = $outcome
        Complete-Run -Status $status -Apps $Apps
    } finally {
        # PowerShell lets what is here come to its end if the stop came before, not if it comes now: so little is left to do.
        try { Complete-Run -Status $status -Apps $Apps } finally { if ($held) { Unlock-Host $held } }
    }
    $last
}
