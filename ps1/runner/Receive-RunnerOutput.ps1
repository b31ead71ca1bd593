function Receive-RunnerOutput {
    <#
    .SYNOPSIS
    Takes what has been read of a stream, writes its whole lines to the log, and reads on.
    .PARAMETER Run
    The run.
    .PARAMETER Reader
    The stream's reader; its Task is $null once the stream has ended.
    #>
    param([hashtable] $Run, [hashtable] $Reader)

    $count = $Reader.Task.Result
    $Reader.Task = $null
    if ($count -eq 0) { return }
    # Latin-1 has a character for each byte: whatever the encoding is, the bytes go through unchanged.
    $text = $Reader.Rest + [Text.Encoding]::GetEncoding(28591).GetString($Reader.Buffer, 0, $count)
    $end = $text.LastIndexOf([char] 10) + 1
    # A line without an end is not kept waiting for ever.
    if ($end -eq 0 -and $text.Length -ge 65536) { $end = $text.Length }
    $Reader.Rest = $text.Substring($end)
    if ($end) { Write-RunnerOutput $Run $Reader $text.Substring(0, $end) }
    # Not earlier: meanwhile more comes together, which is then written at once.
    $Reader.Task = $Reader.Stream.ReadAsync($Reader.Buffer, 0, $Reader.Buffer.Length)
}
