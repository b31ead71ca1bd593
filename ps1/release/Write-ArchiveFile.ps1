function Write-ArchiveFile {
    <#
    .SYNOPSIS
    Writes one file of an archive; stops when more comes than the archive said, or than may be.
    .PARAMETER Source
    Its bytes.
    .PARAMETER Length
    How many there are to be.
    .PARAMETER Path
    Where it goes.
    .PARAMETER Left
    Bytes, how many may still be written, which is counted down; Limit and Room, for the error.
    #>
    param([IO.Stream] $Source, [long] $Length, [string] $Path, [hashtable] $Left)

    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
    $buffer = [byte[]]::new(1MB)
    $written = [long] 0
    $target = [IO.FileStream]::new($Path, 'Create', 'Write', 'None')
    try {
        while ($written -lt $Length -and ($read = $Source.Read($buffer, 0, [int] [Math]::Min($buffer.Length, $Length - $written))) -gt 0) {
            $Left.Bytes -= $read
            if ($Left.Bytes -lt 0) { throw [IO.InvalidDataException] "the archive holds more than may be written: max_size is $($Left.Limit) bytes, and the disk has $($Left.Room) left" }
            $target.Write($buffer, 0, $read)
            $written += $read
        }
    } finally { $target.Dispose() }
    if ($written -ne $Length) { throw [IO.InvalidDataException] "the archive ends within $([IO.Path]::GetFileName($Path)): it was cut" }
}
