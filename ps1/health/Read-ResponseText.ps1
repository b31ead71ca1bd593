function Read-ResponseText {
    <#
    .SYNOPSIS
    The body of an HTTP answer as text, its first megabyte at most; UTF-8 unless its byte order mark says otherwise.
    .PARAMETER Response
    The answer.
    .PARAMETER Clock
    A stopwatch that runs since the request began.
    .PARAMETER TimeoutSeconds
    How long the request may take.
    #>
    param([Net.WebResponse] $Response, [Diagnostics.Stopwatch] $Clock, [double] $TimeoutSeconds)

    $stream = $Response.GetResponseStream()
    $held = [IO.MemoryStream]::new()
    $buffer = [byte[]]::new(16384)
    do {
        $task = $stream.ReadAsync($buffer, 0, $buffer.Length)
        Wait-Task $task $Clock $TimeoutSeconds
        $held.Write($buffer, 0, $task.Result)
    } while ($task.Result -and $held.Length -lt 1MB)
    $held.Position = 0
    [IO.StreamReader]::new($held, [Text.Encoding]::UTF8, $true).ReadToEnd()
}
