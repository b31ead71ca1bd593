function Remove-ReleaseLink {
    <#
    .SYNOPSIS
    Removes a junction, and not what it leads to; or the copy, or whatever folder, that is in its place.
    .PARAMETER Path
    The junction.
    #>
    param([string] $Path)

    $link = [IO.DirectoryInfo] $Path
    if (-not $link.Exists) { return }
    if ($link.Attributes -band [IO.FileAttributes]::ReparsePoint) { return [IO.Directory]::Delete($Path) }
    Remove-Item -LiteralPath $Path -Recurse -Force
}
