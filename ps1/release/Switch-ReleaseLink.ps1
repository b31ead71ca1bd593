function Switch-ReleaseLink {
    <#
    .SYNOPSIS
    Puts what New-ReleaseLink made in the place of the junction to a release, by two renames; the old one is put back if the second fails.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Link
    The junction: current, or a slot's.
    #>
    param([string] $Path, [string] $Link = 'current')

    $current, $next, $old = $Link, "$Link.next", "$Link.old" | ForEach-Object { [IO.Path]::Combine($Path, $_) }
    Remove-ReleaseLink $old
    if ([IO.Directory]::Exists($current)) { [IO.Directory]::Move($current, $old) }
    try { [IO.Directory]::Move($next, $current) } catch {
        if ([IO.Directory]::Exists($old)) { [IO.Directory]::Move($old, $current) }
        throw
    }
}
