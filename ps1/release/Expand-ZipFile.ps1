function Expand-ZipFile {
    <#
    .SYNOPSIS
    Unpacks a ZIP archive; refuses one with a path that leads out of the folder, and one that holds more than there may be.
    .PARAMETER File
    The archive.
    .PARAMETER Into
    The folder.
    .PARAMETER Left
    Bytes, how many may still be written, which is counted down.
    #>
    param([string] $File, [string] $Into, [hashtable] $Left)

    Add-Type -AssemblyName System.IO.Compression
    $stream = [IO.FileStream]::new($File, 'Open', 'Read', 'Read')
    try {
        try { $archive = [IO.Compression.ZipArchive]::new($stream) } catch [IO.InvalidDataException] { throw [IO.InvalidDataException] "the release is no whole ZIP archive: $($_.Exception.GetBaseException().Message)" }
        foreach ($entry in $archive.Entries) {
            $target = Join-ArchivePath -Into $Into -Name $entry.FullName
            if ($entry.FullName -match '[\\/]$') {
                $null = [IO.Directory]::CreateDirectory($target)
                continue
            }
            $source = $entry.Open()
            try { Write-ArchiveFile -Source $source -Length $entry.Length -Path $target -Left $Left } finally { $source.Dispose() }
        }
    } finally { $stream.Dispose() }
}
