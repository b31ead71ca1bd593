function Expand-TarFile {
    <#
    .SYNOPSIS
    Unpacks a tar archive that is compressed with gzip: files and folders, with long names as GNU's and POSIX' have them; refuses links.
    .DESCRIPTION
    https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
    .PARAMETER File
    The archive.
    .PARAMETER Into
    The folder.
    .PARAMETER Left
    Bytes, how many may still be written, which is counted down.
    #>
    param([string] $File, [string] $Into, [hashtable] $Left)

    $stream = [IO.Compression.GZipStream]::new([IO.FileStream]::new($File, 'Open', 'Read', 'Read'), [IO.Compression.CompressionMode]::Decompress)
    try {
        $long = ''
        while ($header = Read-TarHeader $stream) {
            if ($header.Type -in 'L', 'x', 'g') {
                $text = Read-TarText -Stream $stream -Length $header.Length
                if ($header.Type -eq 'L') { $long = $text.TrimEnd([char] 0) } elseif ($header.Type -eq 'x' -and $text -match '(?m)^\d+ path=(.*)$') { $long = $Matches[1] }
                continue
            }
            $name = if ($long) { $long } else { $header.Name }
            $long = ''
            if ($header.Type -notin '0', '5', [string] [char] 0, '') { throw [IO.InvalidDataException] "the archive holds '$name', which is neither a file nor a folder: pack it without links" }
            if ($name.Trim('./') -eq '') { continue }
            $target = Join-ArchivePath -Into $Into -Name $name
            if ($header.Type -eq '5') { $null = [IO.Directory]::CreateDirectory($target) } else {
                Write-ArchiveFile -Source $stream -Length $header.Length -Path $target -Left $Left
                $null = Read-TarText -Stream $stream -Length $header.Padding -Bare
            }
        }
    } finally { $stream.Dispose() }
}
