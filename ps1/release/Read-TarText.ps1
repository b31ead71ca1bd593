function Read-TarText {
    <#
    .SYNOPSIS
    Reads bytes of a tar archive as text (UTF-8), with the padding after them.
    .PARAMETER Stream
    The archive.
    .PARAMETER Length
    How many.
    .PARAMETER Bare
    No padding comes after them.
    .PARAMETER Latin
    A character for each byte.
    .PARAMETER Part
    There may be fewer, or none.
    #>
    param([IO.Stream] $Stream, [long] $Length, [switch] $Bare, [switch] $Latin, [switch] $Part)

    if ($Length -gt 1MB) { throw [IO.InvalidDataException] 'the archive holds a name of more than 1 MB' }
    $all = $Length + $(if ($Bare) { 0 } else { (512 - $Length % 512) % 512 })
    $bytes = [byte[]]::new($all)
    $count = 0
    try {
        while ($count -lt $all -and ($read = $Stream.Read($bytes, $count, $all - $count)) -gt 0) { $count += $read }
    } catch { throw [IO.InvalidDataException]::new('it is no whole gzip archive:', $_.Exception.GetBaseException()) }
    if ($count -ne $all -and -not $Part) { throw [IO.InvalidDataException] 'the archive was cut: it ends too early' }
    $encoding = if ($Latin) { [Text.Encoding]::GetEncoding(28591) } else { [Text.Encoding]::UTF8 }
    $encoding.GetString($bytes, 0, [int] [Math]::Min($Length, $count))
}
