function Test-TcpHealth {
    <#
    .SYNOPSIS
    Looks whether something listens on a port: nothing if so, else an exception that says why not.
    .PARAMETER Address
    host:port; a host's addresses are tried one after another, those of IPv4 first.
    .PARAMETER TimeoutSeconds
    How long all of it may take.
    #>
    param([string] $Address, [double] $TimeoutSeconds)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $at = $Address.LastIndexOf(':')
    $found = [Net.Dns]::GetHostAddressesAsync($Address.Substring(0, $at).Trim('[', ']'))
    Wait-Task $found $clock $TimeoutSeconds
    # A refused connection takes Windows two seconds, and localhost is ::1 first.
    $ordered = @($found.Result | Where-Object { $_.AddressFamily -eq 'InterNetwork' }) + @($found.Result | Where-Object { $_.AddressFamily -ne 'InterNetwork' })
    foreach ($one in $ordered) {
        $client = [Net.Sockets.TcpClient]::new($one.AddressFamily)
        try {
            Wait-Task $client.ConnectAsync($one, [int] $Address.Substring($at + 1)) $clock $TimeoutSeconds
            return
        } catch { $failure = $_.Exception } finally { $client.Close() }
    }
    throw $failure
}
