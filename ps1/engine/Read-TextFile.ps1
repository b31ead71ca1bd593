function Read-TextFile {
    <#
    .SYNOPSIS
    A file's text and its encoding as its byte order mark tells it (none: utf-8). What is no text, or far longer than expected, is described instead: '(5242880 bytes)'.
    .PARAMETER Path
    The file.
    .PARAMETER Expected
    The text that it should hold.
    #>
    param([string] $Path, [string] $Expected)

    $stream = [IO.FileStream]::new($Path, 'Open', 'Read', 'ReadWrite, Delete')
    try {
        $length = $stream.Length
        $tooLong = $length -gt 65536 + 4 * $Expected.Length
        $bytes = [byte[]]::new($(if ($tooLong) { 3 } else { $length }))
        $count = 0
        while ($count -lt $bytes.Length -and ($read = $stream.Read($bytes, $count, $bytes.Length - $count))) { $count += $read }
    } finally { $stream.Dispose() }
    $mark = [BitConverter]::ToString($bytes, 0, [Math]::Min($count, 3))
    $name, $skip, $encoding = switch -Regex ($mark) {
        '^EF-BB-BF' { 'utf-8-bom', 3, [Text.UTF8Encoding]::new($true, $true); break }
        '^FF-FE' { 'utf-16', 2, [Text.UnicodeEncoding]::new($false, $true, $true); break }
        '^FE-FF' { 'utf-16-be', 2, [Text.UnicodeEncoding]::new($true, $true, $true); break }
        default { 'utf-8', 0, [Text.UTF8Encoding]::new($false, $true) }
    }
    $text = "($length bytes)"
    if (-not $tooLong) {
        try {
            $held = $encoding.GetString($bytes, $skip, $count - $skip)
            if ($held.IndexOf([char] 0) -lt 0 -or [string]::Equals($held, $Expected)) { $text = $held }
        } catch [ArgumentException] { $text = "($length bytes that are no text in $name)" }
    }
    @{ content = $text; encoding = $name }
}
