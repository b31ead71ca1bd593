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
            if ($header.Type -cin 'L', 'K', 'x', 'g') {
                $text = Read-TarText -Stream $stream -Length $header.Length
                if ($header.Type -ceq 'L') { $long = $text.TrimEnd([char] 0) }
                if ($header.Type -ceq 'x' -and $text -match '(?m)^\d+ path=(.*)$') { $long = $Matches[1] }
                if ($header.Type -ceq 'x' -and $text -match '(?m)^\d+ (size|GNU\.sparse\.\w+)=') { throw [IO.InvalidDataException] 'the archive holds a file of more than 8 GB, or with holes (sparse): pack it without' }
                continue
            }
            $name = if ($long) { $long } else { $header.Name }
            $long = ''
            if ($header.Type -cnotin '0', '5', [string] [char] 0) { throw [IO.InvalidDataException] "the archive holds '$name', which is a link, or else neither a file nor a folder: pack it without" }
            if ($name -match '^(\./?)+$') { continue }
            $target = Join-ArchivePath -Into $Into -Name $name
            if ($header.Type -eq '5' -or $name.EndsWith('/')) { $null = [IO.Directory]::CreateDirectory($target) } else {
                Write-ArchiveFile -Source $stream -Length $header.Length -Path $target -Name $name -Left $Left
                $null = Read-TarText -Stream $stream -Length $header.Padding -Bare
            }
        }
        # gzip's checksum is compared at the end of all; what pads the archive is some kilobytes.
        while ($more = Read-TarText -Stream $stream -Length 512 -Bare -Latin -Part) {
            $Left.Bytes -= $more.Length
            if ($Left.Bytes -lt 0) { throw [IO.InvalidDataException] "the archive holds more than may be written: max_size is $($Left.Limit) bytes" }
        }
    } finally { $stream.Dispose() }
}
