function Compare-PackageVersion {
    <#
    .SYNOPSIS
    -1, 0 or 1: whether a version comes before another, is the same, or comes after it, as Python's packaging orders them. What has no digits comes first.
    .PARAMETER Left
    One version.
    .PARAMETER Right
    The other.
    #>
    param([string] $Left, [string] $Right)

    $one = ConvertTo-VersionKey $Left
    $other = ConvertTo-VersionKey $Right
    if (-not $one -or -not $other) { return [int] [bool] $one - [int] [bool] $other }
    Compare-VersionKey $one $other
}
