function Test-FileHealth {
    <#
    .SYNOPSIS
    Looks whether a file was written a short while ago: nothing if so, else how long ago it was.
    .PARAMETER Path
    The file, or a folder.
    .PARAMETER Seconds
    How long ago it may have been.
    #>
    param([string] $Path, [double] $Seconds)

    if (-not [IO.File]::Exists($Path) -and -not [IO.Directory]::Exists($Path)) { return "there is no file $Path" }
    $age = ([DateTime]::UtcNow - [IO.File]::GetLastWriteTimeUtc($Path)).TotalSeconds
    if ($age -gt $Seconds) { "$Path was written $([int64] $age) s ago" }
}
