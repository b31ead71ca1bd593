function Update-LogReader {
    <#
    .SYNOPSIS
    Where a log was rotated, emptied or made anew since it was last read: gives the lines that were still to come from the old one, and lets the reader begin anew.
    .PARAMETER Reader
    The log's reader.
    #>
    param([hashtable] $Reader)

    $log = [IO.FileInfo]::new($Reader.Path)
    $newest = Get-NewestDate $Reader.Path
    # Not where the newest is another one because it was removed.
    $rotated = [string]::CompareOrdinal($newest, $Reader.Newest) -gt 0
    if (-not $rotated -and (-not $log.Exists -or ($log.Length -ge $Reader.Position -and $log.CreationTimeUtc -eq $Reader.Created))) { return }
    if ($rotated) {
        # A rotation that copies has the copy a moment before it empties the log.
        [Threading.Thread]::Sleep(200)
        $rest = $Reader.Clone()
        $rest.Path = $newest
        Receive-LogLine $rest
        Clear-LogReader $rest
    } else { Clear-LogReader $Reader }
    $Reader.Newest, $Reader.Position, $Reader.Form, $Reader.Decoder, $Reader.Partial = $newest, 0L, $null, $null, ''
    $log.Refresh()
    if (-not $log.Exists) { return }
    $Reader.Created = $log.CreationTimeUtc
    $stream = Open-LogSource $Reader.Path
    try { $Reader.Position = Measure-LogHole $stream } finally { $stream.Dispose() }
}
