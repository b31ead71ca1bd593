function Receive-WebFile {
    <#
    .SYNOPSIS
    Downloads a file, and goes on where an earlier try was cut, if the server can do that and its content is the same.
    .PARAMETER Desired
    url; headers, proxy, and timeout, how many seconds the server may be silent.
    .PARAMETER Path
    Where it goes.
    #>
    param([hashtable] $Desired, [string] $Path)

    $part, $mark = "$Path.part", "$Path.from"
    $known = @(if ([IO.File]::Exists($mark) -and [IO.File]::Exists($part)) { [IO.File]::ReadAllLines($mark) })
    $start = if ($known.Count -eq 2 -and $known[0] -eq $Desired.url -and $known[1]) { [IO.FileInfo]::new($part).Length } else { 0 }
    $response = Open-WebResponse -Desired $Desired -Url $Desired.url -Start $start -Tag $(if ($start) { $known[1] })
    try {
        $resumed = [int] $response.StatusCode -eq 206
        if ($resumed -and "$($response.Headers['Content-Range'])" -notmatch "^bytes $start-") {
            [IO.File]::Delete($mark)
            throw [TimeoutException] "the server of $(([Uri] $Desired.url).GetLeftPart('Path')) sent another part of the file than was asked for"
        }
        if (-not $resumed) { $start = 0 }
        $file = [IO.FileStream]::new($part, $(if ($resumed) { 'Append' } else { 'Create' }), 'Write', 'None')
        try {
            # Not before what was there of other content is gone. A weak tag may stand for other bytes:
            # https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
            $tag = "$($response.Headers['ETag'])"
            if (-not $tag -or $tag.StartsWith('W/')) { $tag = "$($response.Headers['Last-Modified'])" }
            [IO.File]::WriteAllLines($mark, [string[]] @($Desired.url, $tag))
            Copy-WebResponse -Response $response -File $file -Start $start -Desired $Desired
        } finally { $file.Dispose() }
    } catch {
        # What was cut stays; a full disk must not stay full.
        if ($_.Exception -isnot [TimeoutException]) { $part, $mark | ForEach-Object { [IO.File]::Delete($_) } }
        throw
    } finally { $response.Dispose() }
    [IO.File]::Delete($Path)
    [IO.File]::Move($part, $Path)
    [IO.File]::Delete($mark)
}
