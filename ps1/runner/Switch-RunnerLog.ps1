function Switch-RunnerLog {
    <#
    .SYNOPSIS
    Gives a log its dated name and opens a new one, and says whether it could. Where a reader of the log prevents it, it is tried again with the next lines.
    .PARAMETER Run
    The run.
    .PARAMETER Log
    The log.
    #>
    param([hashtable] $Run, [hashtable] $Log)

    $Log.Stream.Dispose()
    try {
        $null = Move-LogFile $Log.Path
        $moved = $Log.Dirty = $true
    } catch [IO.IOException], [UnauthorizedAccessException] {
        $moved = $false
        Add-RunnerWarning $Run "the log $($Log.Path) cannot be rotated now: $(Get-ErrorText $_.Exception)"
    }
    Open-LogStream $Log -Renew:$moved
    $moved
}
