function Switch-File {
    <#
    .SYNOPSIS
    Puts a new file in the place of an old one, which keeps its ACL and attributes, and removes the old one.
    .DESCRIPTION
    Windows does not delete a program that runs, but renames it: so the old file gets the name <file>.old-<ticks> first,
    and where it cannot be removed, a later write tries again.
    https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-replacefilew
    .PARAMETER Path
    The old file.
    .PARAMETER New
    The new one, in the same folder.
    #>
    param([string] $Path, [string] $New)

    $old = "$Path.old-$([DateTime]::UtcNow.Ticks)"
    $attributes = [IO.File]::GetAttributes($Path)
    [IO.File]::SetAttributes($Path, $attributes -band -bnot [IO.FileAttributes]::ReadOnly)
    try { [IO.File]::Replace($New, $Path, $old) } finally {
        # ERROR_UNABLE_TO_MOVE_REPLACEMENT_2 leaves the old file under its other name.
        if (-not [IO.File]::Exists($Path)) { [IO.File]::Move($old, $Path) }
        [IO.File]::SetAttributes($Path, $attributes)
    }
    foreach ($file in [IO.Directory]::GetFiles([IO.Path]::GetDirectoryName($Path), [IO.Path]::GetFileName($Path) + '.old-*')) {
        if ($file -notmatch '\.old-\d{18}$') { continue }
        try { [IO.File]::Delete($file) } catch [IO.IOException], [UnauthorizedAccessException] {
            Write-Warning "$file is still in use; it is removed when this file is next written"
        }
    }
}
