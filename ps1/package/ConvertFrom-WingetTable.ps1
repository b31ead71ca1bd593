function ConvertFrom-WingetTable {
    <#
    .SYNOPSIS
    The rows of a table that winget writes, each a list of its columns' texts. The columns start where the words of the header above the dashes do, for winget has no other output; a name in a script of wide characters, or a header of two words, puts them out of step.
    .PARAMETER Line
    What winget wrote.
    #>
    param([string[]] $Line)

    # Progress is written over itself, with carriage returns between.
    $lines = [string[]] @($Line | ForEach-Object { @($_ -split "`r")[-1] })
    $dashes = [Array]::FindIndex($lines, [Predicate[string]] { param($One) $One -match '^-{5,}\s*$' })
    if ($dashes -lt 1) { return }
    $starts = @([regex]::Matches($lines[$dashes - 1], '\S+') | ForEach-Object { $_.Index })
    for ($i = $dashes + 1; $i -lt $lines.Length; $i++) {
        if ($lines[$i].Length -le $starts[-1] -and $starts.Length -gt 1 -and $lines[$i].Length -le $starts[1]) { continue }
        $row = for ($column = 0; $column -lt $starts.Length; $column++) {
            $from = [Math]::Min($starts[$column], $lines[$i].Length)
            $to = if ($column + 1 -lt $starts.Length) { [Math]::Min($starts[$column + 1], $lines[$i].Length) } else { $lines[$i].Length }
            $lines[$i].Substring($from, $to - $from).Trim()
        }
        , [string[]] @($row)
    }
}
