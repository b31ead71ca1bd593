function Get-CurrentRelease {
    <#
    .SYNOPSIS
    The name of the folder that holds a release that is in use: where a junction leads to, or what the copy in its place was made of; nothing where there is none.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Link
    The junction: current, or a slot's.
    #>
    param([string] $Path, [string] $Link = 'current')

    $place = [IO.DirectoryInfo] [IO.Path]::Combine($Path, $Link)
    if (-not $place.Exists) { return }
    if ($place.Attributes -band [IO.FileAttributes]::ReparsePoint) {
        return [IO.Path]::GetFileName(([string] @((Get-Item -LiteralPath $place.FullName -Force).Target)[0]).TrimEnd('\'))
    }
    $mark = [IO.Path]::Combine($place.FullName, '.winstead-release')
    if (-not [IO.File]::Exists($mark)) { throw "there is a folder $($place.FullName), where a junction to a release is wanted: move it away" }
    [IO.File]::ReadAllText($mark)
}
