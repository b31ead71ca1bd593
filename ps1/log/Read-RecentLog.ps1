function Read-RecentLog {
    <#
    .SYNOPSIS
    The last lines of a log that are not older than a time, those in its dated files included.
    .PARAMETER Reader
    The log's reader.
    .PARAMETER Lines
    How many at most.
    .PARAMETER Whole
    Also a last line that has no line end.
    .PARAMETER Since
    The time.
    #>
    param([hashtable] $Reader, [int] $Lines, [bool] $Whole, [DateTimeOffset] $Since)

    $sources = @(@{ Reader = $Reader; Written = [IO.File]::GetLastWriteTimeUtc($Reader.Path); Whole = $Whole } | Where-Object { [IO.File]::Exists($Reader.Path) })
    $sources += @(Get-DatedLog $Reader.Path | Where-Object { $_.LastWriteTimeUtc -ge $Since.UtcDateTime } | ForEach-Object {
        @{ Reader = New-LogReader ($_.FullName -replace '\.gz$'); Written = $_.LastWriteTimeUtc; Whole = $true }
    })
    $found = @()
    foreach ($one in $sources) {
        $all = [string[]] @(Read-LogEnd -Reader $one.Reader -Lines ($Lines - $found.Count) -Whole $one.Whole)
        $recent = @(Select-RecentLine -Line $all -Since $Since -Written $one.Written)
        $found = $recent + $found
        # Older lines have come, or enough.
        if ($recent.Count -lt $all.Count -or $found.Count -ge $Lines) { break }
    }
    $found
}
