function Close-RunnerLog {
    <#
    .SYNOPSIS
    Closes a log, and waits until its old files are as they should be.
    .PARAMETER Run
    The run.
    .PARAMETER Log
    The log.
    #>
    param([hashtable] $Run, [hashtable] $Log)

    $Log.Stream.Dispose()
    while ($Log.Work -or $Log.Dirty) {
        if ($Log.Work) { $null = [Threading.Tasks.Task]::WaitAny($Log.Work.Task) } # which does not throw if it failed
        Update-RunnerLog $Run $Log
    }
    if ($Log.Lost) { Add-RunnerWarning $Run "$($Log.Lost) bytes of what the program printed are not in the log $($Log.Path)" }
}
