function Write-RunnerLog {
    <#
    .SYNOPSIS
    Writes lines to a log, which is rotated before one that is too much for it. What cannot be written is counted, for the program must not wait for it.
    .PARAMETER Run
    The run.
    .PARAMETER Log
    The log.
    .PARAMETER Text
    The lines, a character for each byte.
    #>
    param([hashtable] $Run, [hashtable] $Log, [string] $Text)

    try {
        if (-not $Log.Stream.CanWrite) { Open-LogStream $Log } # where the last rotation could not
        while ($Text) {
            $count, $length = $Text.Length, $Log.Stream.Length
            if ($Log.Rotate -and $length -and [DateTime]::UtcNow -ge $Log.Due) { $count = 0 }
            elseif ($Log.Rotate -and $null -ne $Log.Rotate.size -and $length + $count -gt $Log.Rotate.size) {
                $room = [int] [Math]::Max(0L, $Log.Rotate.size - $length)
                $count = $Text.Substring(0, $room).LastIndexOf([char] 10) + 1
                # A line that is larger than a whole log gets one of its own.
                if (-not $count -and -not $length) { $count = $Text.IndexOf([char] 10) + 1 }
                if (-not $count -and -not $length) { $count = $Text.Length }
            }
            if (-not $count -and -not (Switch-RunnerLog $Run $Log)) { $count = $Text.Length }
            $bytes = [Text.Encoding]::GetEncoding(28591).GetBytes($Text.Substring(0, $count))
            $Log.Stream.Write($bytes, 0, $bytes.Length)
            $Text = $Text.Substring($count)
        }
    } catch [IO.IOException], [UnauthorizedAccessException] {
        $Log.Lost += $Text.Length
        Add-RunnerWarning $Run "the log $($Log.Path) cannot be written: $(Get-ErrorText $_.Exception)"
    }
}
