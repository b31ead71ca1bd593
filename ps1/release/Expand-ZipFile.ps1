function Expand-ZipFile {
    <#
    .SYNOPSIS
    Unpacks a ZIP archive; refuses links, paths that lead out of the folder, more than there may be, and what is not as its checksums say.
    .PARAMETER File
    The archive.
    .PARAMETER Into
    The folder.
    .PARAMETER Left
    Bytes, how many may still be written, which is counted down.
    #>
    param([string] $File, [string] $Into, [hashtable] $Left)

    Add-Type -AssemblyName System.IO.Compression
    $sum = @{ Functions = Import-Crc32; Value = 0 }
    $stream = [IO.FileStream]::new($File, 'Open', 'Read', 'Read')
    try {
        $known = Read-ZipDirectory $stream
        # The list is read with the first look at it.
        try { $entries = @([IO.Compression.ZipArchive]::new($stream).get_Entries()) } catch { throw [IO.InvalidDataException]::new('it is no whole ZIP archive:', $_.Exception.GetBaseException()) }
        if ($entries.Count -ne $known.Count) { throw [IO.InvalidDataException] "it is no whole ZIP archive: its list names $($known.Count) files, and not $($entries.Count)" }
        for ($i = 0; $i -lt $known.Count; $i++) {
            $name = $entries[$i].FullName
            if ($known[$i].Kind -ne 'file') { throw [IO.InvalidDataException] "the archive holds '$name', which is $($known[$i].Kind): pack it without" }
            $target = Join-ArchivePath -Into $Into -Name $name
            if ($name -match '[\\/]$') {
                $null = [IO.Directory]::CreateDirectory($target)
                continue
            }
            $sum.Value = 0
            try { $source = $entries[$i].Open() } catch { throw [IO.InvalidDataException]::new("the archive's '$name' cannot be read:", $_.Exception.GetBaseException()) }
            try { Write-ArchiveFile -Source $source -Length $entries[$i].Length -Path $target -Name $name -Left $Left -Sum $sum } finally { $source.Dispose() }
            if ($sum.Value -ne $known[$i].Crc) { throw [IO.InvalidDataException] "the archive's '$name' is not what was packed: its length or its checksum (CRC) is another" }
        }
    } finally { $stream.Dispose() }
}
