function New-WebRequest {
    <#
    .SYNOPSIS
    Makes the request for a release's file: with its headers where it goes to the server that they are for, and by the proxy that is given, or Windows' own.
    .PARAMETER Desired
    url, headers, proxy.
    .PARAMETER Address
    What is asked for: url, its checksum file, or what one of them leads on to.
    #>
    param([hashtable] $Desired, [Uri] $Address)

    $request = [Net.WebRequest]::CreateHttp($Address)
    $request.AllowAutoRedirect = $false
    $request.UserAgent = 'winstead'
    if ($Desired['proxy']) { $request.Proxy = [Net.WebProxy]::new($Desired.proxy) } elseif ($Address.IsLoopback) { $request.Proxy = $null }
    if (-not $Desired['headers'] -or $Address.GetLeftPart('Authority') -ne ([Uri] $Desired.url).GetLeftPart('Authority')) { return $request }
    # .NET Framework takes these only by properties of their own:
    # https://learn.microsoft.com/dotnet/api/system.net.webheadercollection.isrestricted
    $own = @{ 'Accept' = 'Accept'; 'Content-Type' = 'ContentType'; 'Referer' = 'Referer'; 'User-Agent' = 'UserAgent' }
    foreach ($one in $Desired.headers.Keys) {
        $value = ConvertFrom-Secret $Desired.headers[$one]
        if ($own[$one]) { $request.($own[$one]) = $value } else { $request.Headers[$one] = $value }
    }
    $request
}
