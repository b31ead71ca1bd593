function Open-WebResponse {
    <#
    .SYNOPSIS
    Asks for a file, and follows redirections. The error names the address, without its query, which may be secret.
    .PARAMETER Desired
    url, to whose server alone the headers go; headers, proxy, and timeout, how many seconds the server may be silent.
    .PARAMETER Url
    What is asked for: url, or its checksum file.
    .PARAMETER Start
    The first byte that is wanted; if the server has none from there on, the file is asked for from its beginning.
    .PARAMETER Tag
    What the server calls the content of which the bytes before are here.
    #>
    param([hashtable] $Desired, [string] $Url, [long] $Start, [string] $Tag)

    # 0 lets Windows choose. Windows PowerShell 5.1 on older ones names SSL 3 and TLS 1.0 alone.
    if ([int] [Net.ServicePointManager]::SecurityProtocol) { [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12 }
    $address = [Uri] $Url
    $shown = $address.GetLeftPart('Path')
    for ($i = 0; $i -lt 10; $i++) {
        $request = New-WebRequest -Desired $Desired -Address $address
        if ($Start) {
            $request.AddRange($Start)
            $request.Headers['If-Range'] = $Tag
        }
        try {
            $task = $request.GetResponseAsync()
            Wait-Task $task ([Diagnostics.Stopwatch]::StartNew()) $Desired.timeout
        } catch {
            $answer = if ($_.Exception.PSObject.Properties['Response']) { $_.Exception.Response }
            $request.Abort()
            if ($Start -and $answer -and [int] $answer.StatusCode -eq 416) { $Start = 0; continue }
            throw [IO.IOException]::new("$shown cannot be fetched:", $_.Exception)
        }
        $response = $task.Result
        if ([int] $response.StatusCode -notin 301, 302, 303, 307, 308) { return $response }
        $next, $from = $response.Headers['Location'], $address
        $response.Dispose()
        if (-not $next) { break }
        $address = [Uri]::new($address, $next)
        if ($address.Scheme -notin 'http', 'https' -or ($from.Scheme -eq 'https' -and $address.Scheme -eq 'http')) { break }
    }
    throw [IO.InvalidDataException] "$shown leads on to $($address.GetLeftPart('Path')), and not to a file that may be fetched: give the address that it lies at"
}
