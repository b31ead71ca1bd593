function Receive-WebFile {
    <#
    .SYNOPSIS
    Downloads a file, and goes on where an earlier try was cut, if the server can do that.
    .PARAMETER Desired
    url; headers, proxy, and timeout, how many seconds the server may be silent.
    .PARAMETER Path
    Where it goes.
    #>
    param([hashtable] $Desired, [string] $Path)

    $part, $mark = "$Path.part", "$Path.from"
    # What was cut is gone on with only if it is of the same address and content, as the server's tag says.
    $known = @(if ([IO.File]::Exists($mark) -and [IO.File]::Exists($part)) { [IO.File]::ReadAllLines($mark) })
    $start = if ($known.Count -eq 2 -and $known[0] -eq $Desired.url -and $known[1]) { [IO.FileInfo]::new($part).Length } else { 0 }
    $response = Open-WebResponse -Desired $Desired -Start $start -Tag $(if ($start) { $known[1] })
    try {
        $resumed = [int] $response.StatusCode -eq 206
        [IO.File]::WriteAllLines($mark, [string[]] @($Desired.url, [string] $response.Headers['ETag']))
        $file = [IO.FileStream]::new($part, $(if ($resumed) { 'Append' } else { 'Create' }), 'Write', 'None')
        try {
            $source = $response.GetResponseStream()
            $source.CopyTo($file, 1MB)
            # A connection that is cut ends some streams without an error.
            $wanted = $response.ContentLength + $(if ($resumed) { $start } else { 0 })
            if ($response.ContentLength -ge 0 -and $file.Length -ne $wanted) { throw [TimeoutException] "the connection to $($Desired.url) was cut after $($file.Length) of $wanted bytes" }
        } finally { $file.Dispose() }
    } finally { $response.Dispose() }
    [IO.File]::Delete($Path)
    [IO.File]::Move($part, $Path)
    [IO.File]::Delete($mark)
}
