function Clear-LogReader {
    <#
    .SYNOPSIS
    The last line that a reader keeps, which has no line end, if there is one.
    .PARAMETER Reader
    The reader.
    #>
    param([hashtable] $Reader)

    if ($Reader.Partial) { $Reader.Partial.TrimEnd([char] 13) }
    $Reader.Partial = ''
}
