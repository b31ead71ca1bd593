function Assert-FreeSpace {
    <#
    .SYNOPSIS
    An error where a file is larger than what is left on the disk that it would go to.
    .PARAMETER Path
    Where it would go.
    .PARAMETER Bytes
    How large it is.
    #>
    param([string] $Path, [long] $Bytes)

    $room = Get-FreeSpace $Path
    if ($Bytes -gt $room) { throw [IO.IOException] "$Path would take $Bytes bytes, and the disk has $room left" }
}
