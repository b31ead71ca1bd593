function Select-RecentLine {
    <#
    .SYNOPSIS
    Those of a log's lines that are not older than a time, by the ISO time stamps that they begin with.
    .DESCRIPTION
    A line without one belongs to the line before it; lines before the first stamp are like that one. Where no line has
    a stamp, the time of the file decides for all: NTFS may set that only when the writer closes it.
    .PARAMETER Line
    The lines, in order.
    .PARAMETER Since
    The time.
    .PARAMETER Written
    When the file was last written.
    #>
    param([string[]] $Line, [DateTimeOffset] $Since, [DateTime] $Written)

    $plain = [Globalization.CultureInfo]::InvariantCulture
    $recent = [object[]] @(foreach ($one in $Line) {
        $time = [DateTimeOffset]::MinValue
        $stamp = [regex]::Match($one, '^\W?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,7})\d*)?\s?(Z|[+-]\d\d:?\d\d)?').Groups
        $text = "$($stamp[1].Value)T$($stamp[2].Value).$($stamp[3].Value)0$($stamp[4].Value)"
        if ($stamp[1].Success -and [DateTimeOffset]::TryParse($text, $plain, 'AssumeLocal', [ref] $time)) { $time -ge $Since } else { '' }
    })
    $show = @($recent | Where-Object { $_ -is [bool] })
    $show = if ($show.Count) { $show[0] } else { $Written -ge $Since.UtcDateTime }
    for ($i = 0; $i -lt $recent.Count; $i++) {
        if ($recent[$i] -is [bool]) { $show = $recent[$i] }
        if ($show) { $Line[$i] }
    }
}
