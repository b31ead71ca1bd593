function Receive-LogLine {
    <#
    .SYNOPSIS
    The lines of a log from where its reader stands to its end; what has no line end yet is kept. Bytes that are no text in its encoding are shown as U+FFFD, and a line of more than a million characters in parts.
    .PARAMETER Reader
    The reader.
    #>
    param([hashtable] $Reader)

    $bytes = [byte[]]::new(65536)
    $stream = Open-LogSource $Reader.Path
    try {
        if ($stream.CanSeek) {
            if ($stream.Length -le $Reader.Position) { return }
            if (-not $Reader.Form) {
                $Reader.Form = Get-LogForm $stream
                $Reader.Position = [Math]::Max($Reader.Position, $Reader.Form.Begin)
            }
            $stream.Position = $Reader.Position
        } else {
            if (-not $Reader.Form) { $Reader.Form = @{ Encoding = [Text.Encoding]::UTF8 } }
            for ($left = $Reader.Position; $left -gt 0 -and ($count = $stream.Read($bytes, 0, [Math]::Min($left, $bytes.Length))); $left -= $count) { }
        }
        if (-not $Reader.Decoder) { $Reader.Decoder = $Reader.Form.Encoding.GetDecoder() }
        while ($count = $stream.Read($bytes, 0, $bytes.Length)) {
            $Reader.Position += $count
            $text = [char[]]::new($Reader.Decoder.GetCharCount($bytes, 0, $count))
            $null = $Reader.Decoder.GetChars($bytes, 0, $count, $text, 0)
            $lines = ($Reader.Partial + [string]::new($text)).Split([char] 10)
            $Reader.Partial = $lines[-1]
            for ($i = 0; $i -lt $lines.Count - 1; $i++) { $lines[$i].TrimEnd([char] 13) }
            if ($Reader.Partial.Length -gt 1000000) { Clear-LogReader $Reader }
        }
    } finally { $stream.Dispose() }
}
