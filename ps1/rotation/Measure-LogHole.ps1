function Measure-LogHole {
    <#
    .SYNOPSIS
    How many NUL bytes a log begins with: what a writer that does not append leaves behind it, when its log is emptied and it writes on where it was.
    .PARAMETER Stream
    The log, opened. It is at the first other byte then.
    #>
    param([IO.FileStream] $Stream)

    $plain = [Text.Encoding]::GetEncoding(28591)
    $bytes = [byte[]]::new(65536)
    $hole = 0L
    $Stream.Position = 0
    while ($count = $Stream.Read($bytes, 0, $bytes.Length)) {
        $rest = $plain.GetString($bytes, 0, $count).TrimStart([char] 0).Length
        $hole += $count - $rest
        if ($rest) { break }
    }
    # A single one is half a character of UTF-16.
    if ($hole -eq 1) { $hole = 0L }
    $Stream.Position = $hole
    $hole
}
