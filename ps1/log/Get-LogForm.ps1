function Get-LogForm {
    <#
    .SYNOPSIS
    How a log's text is written, by its byte order mark: Encoding (UTF-8 without one), Unit (bytes in which a line end is sought) and Begin (where the text begins).
    .PARAMETER Stream
    The log, at its beginning.
    #>
    param([IO.Stream] $Stream)

    $bytes = [byte[]]::new(3)
    $count = $Stream.Read($bytes, 0, 3)
    switch -Regex ([BitConverter]::ToString($bytes, 0, $count)) {
        '^FF-FE' { return @{ Encoding = [Text.Encoding]::Unicode; Unit = 2; Begin = 2 } }
        '^FE-FF' { return @{ Encoding = [Text.Encoding]::BigEndianUnicode; Unit = 2; Begin = 2 } }
        '^EF-BB-BF' { return @{ Encoding = [Text.Encoding]::UTF8; Unit = 1; Begin = 3 } }
    }
    @{ Encoding = [Text.Encoding]::UTF8; Unit = 1; Begin = 0 }
}
