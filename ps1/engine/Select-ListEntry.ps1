function Select-ListEntry {
    <#
    .SYNOPSIS
    Gives the entries that are among others, whatever their case and with or without a backslash at the end.
    .PARAMETER Entry
    The entries.
    .PARAMETER Other
    The others.
    .PARAMETER Missing
    Gives those that are not among them instead.
    #>
    param([string[]] $Entry, [string[]] $Other, [switch] $Missing)

    $known = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($one in $Other) { $null = $known.Add($one.Trim().TrimEnd('\')) }
    foreach ($one in $Entry) { if ($known.Contains($one.Trim().TrimEnd('\')) -ne $Missing) { $one } }
}
