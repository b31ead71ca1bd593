function Read-ZipDirectory {
    <#
    .SYNOPSIS
    What the list at the end of a ZIP archive says of each file, in order: Crc, its checksum, and Kind: file, or why it cannot be unpacked.
    .DESCRIPTION
    https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 to 4.3.16. .NET compares no checksums before version 11, and .NET Framework does not tell them:
    https://learn.microsoft.com/dotnet/core/compatibility/core-libraries/11/ziparchive-entry-crc32-validation
    .PARAMETER Stream
    The archive.
    #>
    param([IO.FileStream] $Stream)

    $read = {
        param([long] $at, [long] $count)
        if ($at -lt 0 -or $count -lt 0 -or $count -gt 256MB -or $at + $count -gt $Stream.Length) { throw [IO.InvalidDataException] 'it is no whole ZIP archive: its list of files is not there' }
        $bytes = [byte[]]::new($count)
        $Stream.Position = $at
        for ($done = 0; $done -lt $count) { $done += $Stream.Read($bytes, $done, $count - $done) }
        , $bytes
    }
    $long = [Math]::Min($Stream.Length, 22 + 65535)
    $end = & $read ($Stream.Length - $long) $long
    $at = [Text.Encoding]::GetEncoding(28591).GetString($end).LastIndexOf("PK$([char] 5)$([char] 6)", [StringComparison]::Ordinal)
    if ($at -lt 0 -or $at + 22 -gt $long) { throw [IO.InvalidDataException] 'it is no whole ZIP archive: its end is missing' }
    $size, $from = [BitConverter]::ToUInt32($end, $at + 12), [BitConverter]::ToUInt32($end, $at + 16)
    if ($from -eq [uint32]::MaxValue) {
        $place = & $read ($Stream.Length - $long + $at - 20) 20
        $wide = & $read ([BitConverter]::ToInt64($place, 8)) 56
        $size, $from = [BitConverter]::ToInt64($wide, 40), [BitConverter]::ToInt64($wide, 48)
    }
    $list = & $read $from $size
    , @(for ($at = 0; $at + 46 -le $size -and [BitConverter]::ToUInt32($list, $at) -eq 0x02014b50) {
        # The upper half of the attributes is Unix' mode, if a Unix packed it.
        $link = ([BitConverter]::ToUInt16($list, $at + 40) -band 0xF000) -eq 0xA000
        @{ Crc = [BitConverter]::ToInt32($list, $at + 16); Kind = $(if ($link) { 'a link' } elseif ($list[$at + 8] -band 1) { 'encrypted' } else { 'file' }) }
        $at += 46 + [BitConverter]::ToUInt16($list, $at + 28) + [BitConverter]::ToUInt16($list, $at + 30) + [BitConverter]::ToUInt16($list, $at + 32)
    })
}
