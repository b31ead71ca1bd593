function Copy-WebResponse {
    <#
    .SYNOPSIS
    Writes what a server sends into a file; a TimeoutException where it falls silent, or the connection is cut.
    .PARAMETER Response
    The server's answer.
    .PARAMETER File
    The file.
    .PARAMETER Start
    How many bytes it holds.
    .PARAMETER Desired
    url, and timeout, how many seconds the server may be silent.
    #>
    param([Net.WebResponse] $Response, [IO.FileStream] $File, [long] $Start, [hashtable] $Desired)

    $from = ([Uri] $Desired.url).GetLeftPart('Path')
    $wanted = if ($Response.ContentLength -ge 0) { $Start + $Response.ContentLength } else { -1 }
    Assert-FreeSpace -Path $File.Name -Bytes $Response.ContentLength
    $source = $Response.GetResponseStream()
    $buffer = [byte[]]::new(256KB)
    while ($true) {
        try {
            $task = $source.ReadAsync($buffer, 0, $buffer.Length)
            Wait-Task $task ([Diagnostics.Stopwatch]::StartNew()) $Desired.timeout
        } catch { throw [TimeoutException]::new("the connection to $from was lost after $($File.Length) of $wanted bytes:", $_.Exception) }
        if (-not $task.Result) { break }
        $File.Write($buffer, 0, $task.Result)
    }
    $File.Flush()
    # A connection that is cut ends some streams without an error.
    if ($wanted -ge 0 -and $File.Length -ne $wanted) { throw [TimeoutException] "the connection to $from was cut after $($File.Length) of $wanted bytes" }
}
