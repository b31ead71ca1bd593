function Get-FreeSpace {
    <#
    .SYNOPSIS
    How many bytes are left on a path's drive; of a share it is not known, and any number.
    .PARAMETER Path
    The path.
    #>
    param([string] $Path)

    $root = [IO.Path]::GetPathRoot($Path)
    if ($root.StartsWith('\\')) { [long]::MaxValue } else { [IO.DriveInfo]::new($root).AvailableFreeSpace }
}
