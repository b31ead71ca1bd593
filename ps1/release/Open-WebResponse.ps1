function Open-WebResponse {
    <#
    .SYNOPSIS
    Asks for a file, and follows redirections; headers, which may be secret, go to the address's own host alone.
    .PARAMETER Desired
    url; headers, proxy, and timeout in seconds.
    .PARAMETER Start
    The first byte that is wanted.
    .PARAMETER Tag
    The server's tag of the content of which the bytes before are here.
    #>
    param([hashtable] $Desired, [long] $Start, [string] $Tag)

    if ([int] [Net.ServicePointManager]::SecurityProtocol) { [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12 }
    $address = [Uri] $Desired.url
    for ($i = 0; $i -lt 10; $i++) {
        $request = [Net.WebRequest]::CreateHttp($address)
        $request.AllowAutoRedirect = $false
        $request.UserAgent = 'winstead'
        $request.Timeout = $request.ReadWriteTimeout = [int] ($Desired.timeout * 1000)
        if ($Desired['proxy']) { $request.Proxy = [Net.WebProxy]::new($Desired.proxy) } elseif ($address.IsLoopback) { $request.Proxy = $null }
        if ($address.Authority -eq ([Uri] $Desired.url).Authority -and $Desired['headers']) {
            foreach ($one in $Desired.headers.Keys) { $request.Headers[$one] = ConvertFrom-Secret $Desired.headers[$one] }
        }
        if ($Start) {
            $request.AddRange($Start)
            $request.Headers['If-Range'] = $Tag
        }
        $response = $request.GetResponse()
        if ([int] $response.StatusCode -notin 301, 302, 303, 307, 308) { return $response }
        $address = [Uri]::new($address, $response.Headers['Location'])
        $response.Dispose()
        if ($address.Scheme -notin 'http', 'https') { break }
    }
    throw [IO.InvalidDataException] "$($Desired.url) leads on to $address, and not to a file"
}
