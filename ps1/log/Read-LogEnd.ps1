function Read-LogEnd {
    <#
    .SYNOPSIS
    The last lines of a log; its reader is at its end then.
    .PARAMETER Reader
    The log's reader.
    .PARAMETER Lines
    How many.
    .PARAMETER Whole
    Also a last line that has no line end.
    #>
    param([hashtable] $Reader, [int] $Lines, [bool] $Whole)

    $stream = Open-LogSource $Reader.Path
    try {
        if (-not $stream.CanSeek) {
            # Compressed: so it is read from its beginning, and is whole.
            $text = [IO.StreamReader]::new($stream)
            $last = [Collections.Generic.Queue[string]]::new()
            while ($null -ne ($line = $text.ReadLine())) {
                $last.Enqueue($line)
                if ($last.Count -gt $Lines) { $null = $last.Dequeue() }
            }
            return $last
        }
        if ($stream.Length) {
            $Reader.Form = Get-LogForm $stream
            $Reader.Position = Find-LogTail -Stream $stream -Form $Reader.Form -Lines $Lines
        }
    } finally { $stream.Dispose() }
    if (-not $Whole) { return Receive-LogLine $Reader }
    # More may have come while the last lines were sought.
    @(Receive-LogLine $Reader; Clear-LogReader $Reader) | Select-Object -Last $Lines
}
