function Write-RunnerOutput {
    <#
    .SYNOPSIS
    Writes text of a stream to its log, with the time at the beginning of each line.
    .PARAMETER Run
    The run.
    .PARAMETER Reader
    The stream's reader.
    .PARAMETER Text
    The text, a character for each byte.
    .PARAMETER Last
    That nothing follows: a line without an end gets one.
    #>
    param([hashtable] $Run, [hashtable] $Reader, [string] $Text, [switch] $Last)

    if ($Last) {
        if (-not $Text -and -not $Reader.Open) { return }
        $Text += "`n"
    }
    $stamp = if ($Run.Setting.log.timestamps) { Get-LogStamp } else { '' }
    $whole = $Text[-1] -eq "`n"
    $body = if ($whole) { $Text.Substring(0, $Text.Length - 1) } else { $Text }
    if ($stamp) { $body = $body.Replace("`n", "`n$stamp") }
    if ($Reader.Open) { $stamp = '' }
    $Reader.Open = -not $whole
    Write-RunnerLog $Run $Reader.Log ($stamp + $body + $(if ($whole) { "`n" }))
}
