function Update-LogReader {
    <#
    .SYNOPSIS
    Where a log was rotated, or is shorter than it was when it was last read: gives the lines that were still to come from the old one, and lets the reader begin anew.
    .PARAMETER Reader
    The log's reader.
    #>
    param([hashtable] $Reader)

    # Before the dated files, for those are there before the log is gone or empty.
    $length = if ([IO.File]::Exists($Reader.Path)) { [IO.FileInfo]::new($Reader.Path).Length } else { 0L }
    $newest = Get-NewestDate $Reader.Path
    # Not where the newest is another one because it was removed.
    $rotated = [string]::CompareOrdinal($newest, $Reader.Newest) -gt 0
    if (-not $rotated -and $length -ge $Reader.Position) { return }
    if ($rotated) {
        $rest = $Reader.Clone()
        $rest.Path = $newest
        Receive-LogLine $rest
        Clear-LogReader $rest
        # A rotation that copies has the copy a moment before it empties the log.
        for ($wait = 0; $wait -lt 100 -and [IO.File]::Exists($Reader.Path) -and [IO.FileInfo]::new($Reader.Path).Length -ge $rest.Position; $wait++) { [Threading.Thread]::Sleep(50) }
    } else { Clear-LogReader $Reader }
    $Reader.Newest, $Reader.Position, $Reader.Form, $Reader.Decoder, $Reader.Partial = $newest, 0L, $null, $null, ''
    if (-not [IO.File]::Exists($Reader.Path)) { return }
    $stream = Open-LogSource $Reader.Path
    try { $Reader.Position = Measure-LogHole $stream } finally { $stream.Dispose() }
}
