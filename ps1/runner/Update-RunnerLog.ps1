function Update-RunnerLog {
    <#
    .SYNOPSIS
    Does a part of what is to be done about a log's old files, without waiting: removes those beyond the limits, and compresses the others one after the other while the program goes on.
    .PARAMETER Run
    The run.
    .PARAMETER Log
    The log.
    #>
    param([hashtable] $Run, [hashtable] $Log)

    if ($Log.Work) { if (-not $Log.Work.Task.IsCompleted) { return } } elseif (-not $Log.Dirty) { return }
    $work, $Log.Work, $Log.Dirty = $Log.Work, $null, $false
    try {
        if ($work) { $null = Complete-LogCompression $work }
        Remove-OldLog $Log.Path $Log.Rotate
        if (-not $Log.Rotate.compress) { return }
        $next = @(Get-DatedLog $Log.Path | Where-Object { $_.Extension -ne '.gz' })
        if ($next) { $Log.Work = Start-LogCompression $next[-1].FullName }
    } catch [IO.IOException], [UnauthorizedAccessException], [AggregateException] {
        Add-RunnerWarning $Run "old files of the log $($Log.Path): $(Get-ErrorText $_.Exception.GetBaseException())"
    }
}
