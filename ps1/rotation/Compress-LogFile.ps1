function Compress-LogFile {
    <#
    .SYNOPSIS
    Compresses a dated log to .gz, which keeps its time, removes it, and gives the new path.
    .PARAMETER Path
    The dated log.
    #>
    param([string] $Path)

    Complete-LogCompression (Start-LogCompression $Path)
}
