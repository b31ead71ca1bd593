function Switch-ReleaseLink {
    <#
    .SYNOPSIS
    Puts what New-ReleaseLink made in the place of an app's current release, by two renames; the old one is put back if the second fails.
    .PARAMETER Path
    The app's folder.
    #>
    param([string] $Path)

    $current, $next, $old = 'current', 'current.next', 'current.old' | ForEach-Object { [IO.Path]::Combine($Path, $_) }
    Remove-ReleaseLink $old
    if ([IO.Directory]::Exists($current)) { [IO.Directory]::Move($current, $old) }
    try { [IO.Directory]::Move($next, $current) } catch {
        if ([IO.Directory]::Exists($old)) { [IO.Directory]::Move($old, $current) }
        throw
    }
}
