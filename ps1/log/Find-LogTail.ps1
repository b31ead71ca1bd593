function Find-LogTail {
    <#
    .SYNOPSIS
    Where the last lines of a log begin, in bytes; sought from its end, and not beyond its last 16 MB.
    .PARAMETER Stream
    The log.
    .PARAMETER Form
    How it is written, see Get-LogForm.
    .PARAMETER Lines
    How many.
    #>
    param([IO.Stream] $Stream, [hashtable] $Form, [int] $Lines)

    $begin, $unit = $Form.Begin, $Form.Unit
    # Half a character may stand at the end.
    $end = $Stream.Length - ($Stream.Length - $begin) % $unit
    if ($Lines -le 0 -or $end -le $begin) { return [Math]::Max($end, 0) }
    # A line end is one byte of UTF-8, and of all that is like ASCII, wherever a block begins.
    $encoding = if ($unit -eq 1) { [Text.Encoding]::GetEncoding(28591) } else { $Form.Encoding }
    $bytes = [byte[]]::new(65536)
    for ($at = $end; $at -gt $begin -and $end - $at -lt 16MB; $at = $start) {
        $start = [Math]::Max($begin, $at - $bytes.Length)
        $Stream.Position = $start
        $count = 0
        while ($count -lt $at - $start -and ($read = $Stream.Read($bytes, $count, $at - $start - $count))) { $count += $read }
        $text = $encoding.GetString($bytes, 0, $count)
        # The last line's own end does not count.
        $from = $text.Length - $(if ($at -eq $end) { 2 } else { 1 })
        while ($from -ge 0 -and ($found = $text.LastIndexOf([char] 10, $from)) -ge 0) {
            if (--$Lines -eq 0) { return $start + ($found + 1) * $unit }
            $from = $found - 1
        }
    }
    $at
}
