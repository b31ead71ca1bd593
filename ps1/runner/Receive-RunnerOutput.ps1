function Receive-RunnerOutput {
    <#
    .SYNOPSIS
    Takes what has been read of a stream and what comes right after it, writes its whole lines to the log, and reads on.
    .PARAMETER Run
    The run.
    .PARAMETER Reader
    The stream's reader, whose Task is completed, and $null once the stream has ended.
    .PARAMETER Other
    The other stream's reader: what has come there meanwhile has its turn before what comes later here.
    #>
    param([hashtable] $Run, [hashtable] $Reader, [hashtable] $Other)

    # Latin-1 has a character for each byte: whatever the encoding is, the bytes go through unchanged.
    $bytes, $clock, $text = [Text.Encoding]::GetEncoding(28591), [Diagnostics.Stopwatch]::StartNew(), [Text.StringBuilder]::new($Reader.Rest)
    # A loop without calls of functions: programs that print each line by itself are most of the work.
    while ($Reader.Task -and $Reader.Task.Wait(1)) {
        $count = $Reader.Task.Result
        $null = $text.Append($bytes.GetString($Reader.Buffer, 0, $count))
        $Reader.Task = if ($count) { $Reader.Stream.ReadAsync($Reader.Buffer, 0, $Reader.Buffer.Length) }
        if ($text.Length -ge 16384 -or $clock.ElapsedMilliseconds -ge 20 -or ($Other.Task -and $Other.Task.IsCompleted)) { break }
    }
    $text = $text.ToString()
    $end = $text.LastIndexOf([char] 10) + 1
    # A line without an end is not kept waiting for ever.
    if ($end -eq 0 -and $text.Length -ge 65536) { $end = $text.Length }
    $Reader.Rest = $text.Substring($end)
    if ($end) { Write-RunnerOutput $Run $Reader $text.Substring(0, $end) }
}
