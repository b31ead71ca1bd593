function Read-SharedText {
    <#
    .SYNOPSIS
    The text of a file that another process may have open and write to.
    .PARAMETER Path
    The file.
    #>
    param([string] $Path)

    $reader = [IO.StreamReader]::new([IO.FileStream]::new($Path, 'Open', 'Read', 'ReadWrite, Delete'))
    try { $reader.ReadToEnd() } finally { $reader.Dispose() }
}
