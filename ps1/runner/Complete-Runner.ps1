function Complete-Runner {
    <#
    .SYNOPSIS
    Ends a run: its logs, its event, its line in the history, and its lock, in this order.
    .PARAMETER Run
    The run.
    #>
    param([hashtable] $Run)

    try {
        foreach ($log in $Run.Logs) { Close-RunnerLog $Run $log }
        if ($Run.Attempts) { [IO.File]::Delete([IO.Path]::Combine($Run.Folder, 'running.json')) }
    } catch [IO.IOException], [UnauthorizedAccessException] { Add-RunnerWarning $Run (Get-ErrorText $_.Exception) }
    Write-RunnerEvent $Run
    try { Add-RunnerHistory $Run } catch [IO.IOException], [UnauthorizedAccessException] { Add-RunnerWarning $Run "the history $($Run.Setting.history) cannot be written: $(Get-ErrorText $_.Exception)" }
    if ($Run.Lock -is [Threading.Mutex]) { $Run.Lock.ReleaseMutex() } elseif ($Run.Lock) { $Run.Lock.Dispose() }
}
