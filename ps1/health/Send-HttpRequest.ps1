function Send-HttpRequest {
    <#
    .SYNOPSIS
    Gets or posts something by HTTP: the Status and the Text of the answer, whatever status it is. Redirections are not followed, and loopback is reached without a proxy.
    .DESCRIPTION
    Not by Invoke-WebRequest: its time-out does not hold for an answer that stops in the middle, and it loads a module.
    .PARAMETER Url
    The address.
    .PARAMETER TimeoutSeconds
    How long all of it may take, the answer's last byte included.
    .PARAMETER SkipVerify
    Takes any certificate.
    .PARAMETER Json
    What is posted, instead of a GET without a body.
    #>
    param([string] $Url, [double] $TimeoutSeconds, [switch] $SkipVerify, [string] $Json = '')

    $clock = [Diagnostics.Stopwatch]::StartNew()
    # 0 lets Windows choose. Windows PowerShell 5.1 on older ones names SSL 3 and TLS 1.0 alone.
    if ([int] [Net.ServicePointManager]::SecurityProtocol) { [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12 }
    $request = [Net.WebRequest]::CreateHttp($Url)
    $request.AllowAutoRedirect = $false
    $request.KeepAlive = $false
    $request.UserAgent = 'winstead'
    if ($request.RequestUri.IsLoopback) { $request.Proxy = $null }
    if ($SkipVerify) { $request.ServerCertificateValidationCallback = New-TrustingCallback }
    try {
        if ($Json) {
            $request.Method = 'POST'
            $request.ContentType = 'application/json'
            $bytes = [Text.Encoding]::UTF8.GetBytes($Json)
            $task = $request.GetRequestStreamAsync()
            Wait-Task $task $clock $TimeoutSeconds
            $task.Result.Write($bytes, 0, $bytes.Length)
            $task.Result.Dispose()
        }
        $task = $request.GetResponseAsync()
        $response = try { Wait-Task $task $clock $TimeoutSeconds; $task.Result } catch [Net.WebException] { if (-not $_.Exception.Response) { throw }; $_.Exception.Response }
        @{ Status = [int] $response.StatusCode; Text = Read-ResponseText $response $clock $TimeoutSeconds }
    } finally { $request.Abort() }
}
