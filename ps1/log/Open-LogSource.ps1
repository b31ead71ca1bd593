function Open-LogSource {
    <#
    .SYNOPSIS
    Opens a log, or what it was compressed to, so that nobody who writes or renames it is disturbed.
    .PARAMETER Path
    The log.
    #>
    param([string] $Path)

    if ([IO.File]::Exists($Path) -or -not [IO.File]::Exists("$Path.gz")) { return [IO.FileStream]::new($Path, 'Open', 'Read', 'ReadWrite, Delete') }
    [IO.Compression.GZipStream]::new([IO.FileStream]::new("$Path.gz", 'Open', 'Read', 'Read, Delete'), [IO.Compression.CompressionMode]::Decompress)
}
