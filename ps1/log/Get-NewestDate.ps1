function Get-NewestDate {
    <#
    .SYNOPSIS
    The path of a log's newest dated file, as it was before it was compressed; empty without one.
    .PARAMETER Path
    The log.
    #>
    param([string] $Path)

    $dated = @(Get-DatedLog $Path)
    if ($dated.Count) { $dated[0].FullName -replace '\.gz$' } else { '' }
}
