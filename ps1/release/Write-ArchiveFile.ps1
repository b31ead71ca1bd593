function Write-ArchiveFile {
    <#
    .SYNOPSIS
    Writes one file of an archive, as much as the archive said; stops when that is more than there may be.
    .PARAMETER Source
    Its bytes.
    .PARAMETER Length
    How many there are to be.
    .PARAMETER Path
    Where it goes.
    .PARAMETER Name
    What it is called in the archive.
    .PARAMETER Left
    Bytes, how many may still be written, which is counted down; Limit and Room, for the error.
    .PARAMETER Sum
    Value, the checksum (CRC-32) of what was written, which is brought up to date, and Functions, what does that.
    #>
    param([IO.Stream] $Source, [long] $Length, [string] $Path, [string] $Name, [hashtable] $Left, [hashtable] $Sum)

    if ($Length -gt $Left.Bytes) { throw [IO.InvalidDataException] "the archive holds more than may be written: max_size is $($Left.Limit) bytes, and the disk has $($Left.Room) left; '$Name' has $Length" }
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
    $buffer = [byte[]]::new([Math]::Max(1, [Math]::Min($Length, 1MB)))
    $written = [long] 0
    $target = [IO.FileStream]::new($Path, 'Create', 'Write', 'None')
    try {
        while ($written -lt $Length) {
            try { $read = $Source.Read($buffer, 0, [int] [Math]::Min($buffer.Length, $Length - $written)) } catch { throw [IO.InvalidDataException]::new("the archive's '$Name' cannot be read:", $_.Exception.GetBaseException()) }
            if (-not $read) { break }
            $target.Write($buffer, 0, $read)
            if ($Sum) { $Sum.Value = $Sum.Functions::RtlComputeCrc32($Sum.Value, $buffer, $read) }
            $written += $read
            $Left.Bytes -= $read
        }
    } finally { $target.Dispose() }
    if ($written -ne $Length) { throw [IO.InvalidDataException] "the archive was cut, or says what is not so: '$Name' is to have $Length bytes, and $written are there" }
    # Not every file system fails a write that the disk has no room for.
    $there = [IO.FileInfo]::new($Path).Length
    if ($there -ne $Length) { throw [IO.IOException] "only $there of $Length bytes of $Path could be written: is the disk full?" }
}
