function Get-CurrentRelease {
    <#
    .SYNOPSIS
    The name of the folder that holds an app's current release: where the junction leads to, or what the copy in its place was made of; nothing where there is none.
    .PARAMETER Path
    The app's folder.
    #>
    param([string] $Path)

    $link = [IO.DirectoryInfo] [IO.Path]::Combine($Path, 'current')
    if (-not $link.Exists) { return }
    if ($link.Attributes -band [IO.FileAttributes]::ReparsePoint) {
        return [IO.Path]::GetFileName(([string] @((Get-Item -LiteralPath $link.FullName -Force).Target)[0]).TrimEnd('\'))
    }
    $mark = [IO.Path]::Combine($link.FullName, '.winstead-release')
    if (-not [IO.File]::Exists($mark)) { throw "there is a folder $($link.FullName), where a junction to a release is wanted: move it away" }
    [IO.File]::ReadAllText($mark)
}
