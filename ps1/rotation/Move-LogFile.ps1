function Move-LogFile {
    <#
    .SYNOPSIS
    Renames a log that nobody writes to its dated name, in local time, and gives that path: orders.log becomes orders.20261121-143205.log, a second one in that second orders.20261121-143205_002.log.
    .PARAMETER Path
    The log.
    #>
    param([string] $Path)

    $new = Get-DatedPath $Path
    [IO.File]::Move($Path, $new)
    $new
}
