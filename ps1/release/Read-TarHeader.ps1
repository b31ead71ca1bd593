function Read-TarHeader {
    <#
    .SYNOPSIS
    The next header of a tar archive: Name, Length and Padding in bytes, Type; nothing at its end.
    .PARAMETER Stream
    The archive.
    #>
    param([IO.Stream] $Stream)

    $block = Read-TarText -Stream $Stream -Length 512 -Bare -Latin
    if (-not $block.Trim([char] 0)) { return }
    $field = { param($at, $count) ($block.Substring($at, $count) -split "`0")[0].Trim() }
    # The checksum is the sum of the header's bytes, with blanks for itself.
    $sum = 8 * 32
    for ($i = 0; $i -lt 512; $i++) { if ($i -lt 148 -or $i -ge 156) { $sum += [int] $block[$i] } }
    $told = & $field 148 8
    if ($told -notmatch '^[0-7]+$' -or [Convert]::ToInt64($told, 8) -ne $sum) { throw [IO.InvalidDataException] 'it is no whole tar archive: a header is broken' }
    $octal = & $field 124 12
    if ($octal -notmatch '^[0-7]+$') { throw [IO.InvalidDataException] 'the archive holds a file whose length is not written in octal digits: 8 GB are the most' }
    $length = [Convert]::ToInt64($octal, 8)
    $name = [Text.Encoding]::UTF8.GetString([Text.Encoding]::GetEncoding(28591).GetBytes((& $field 0 100)))
    $prefix = if ($block.Substring(257, 6) -eq "ustar`0") { & $field 345 155 }
    @{ Name = $(if ($prefix) { "$prefix/$name" } else { $name }); Length = $length; Padding = (512 - $length % 512) % 512; Type = $block.Substring(156, 1) }
}
