function New-LogReader {
    <#
    .SYNOPSIS
    Where the reading of a log stands: at its beginning, for now.
    .PARAMETER Path
    The log.
    #>
    param([string] $Path)

    @{ Path = $Path; Position = 0L; Form = $null; Decoder = $null; Partial = ''; Newest = Get-NewestDate $Path }
}
