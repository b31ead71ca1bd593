function Test-TransientError {
    <#
    .SYNOPSIS
    Says whether an error may be gone at the next attempt: time-outs, connections, HTTP 408, 429 and 5xx, files in use, the service database locked, a service marked for deletion, another installation at work.
    .PARAMETER Exception
    The exception; those inside it count too.
    #>
    param([Exception] $Exception)

    # ERROR_SHARING_VIOLATION, LOCK_VIOLATION, SEM_TIMEOUT, SERVICE_DATABASE_LOCKED, SERVICE_MARKED_FOR_DELETE, TIMEOUT,
    # INSTALL_ALREADY_RUNNING, RPC_S_SERVER_UNAVAILABLE, RPC_S_SERVER_TOO_BUSY. Not 1053, SERVICE_REQUEST_TIMEOUT: a program that is no service stays so.
    $codes = 32, 33, 121, 1055, 1072, 1460, 1618, 1722, 1723
    for ($one = $Exception; $one; $one = $one.InnerException) {
        if ($one -is [UnauthorizedAccessException] -or $one -is [ArgumentException]) { return $false }
        $win32 = if ($one -is [ComponentModel.Win32Exception]) { $one.NativeErrorCode } elseif (($one.HResult -band 0xFFFF0000) -eq 0x80070000) { $one.HResult -band 0xFFFF }
        if ($win32 -in $codes -or $one -is [TimeoutException]) { return $true }
        if ($one -is [Net.Sockets.SocketException]) { return $one.SocketErrorCode -notin 'HostNotFound', 'NoData', 'AccessDenied', 'AddressAlreadyInUse' }
        $response = if ($one.PSObject.Properties['Response']) { $one.Response }
        if ($response) { return [int] $response.StatusCode -in 408, 429 -or [int] $response.StatusCode -ge 500 }
        if ($one -is [Net.WebException]) { return $one.Status -notin 'NameResolutionFailure', 'TrustFailure' }
    }
    $false
}
