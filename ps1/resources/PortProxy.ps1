function Get-PortProxyState {
    <#
    .SYNOPSIS
    Reads where Windows forwards the connections of a port to, and whether it does: the service IP Helper must run for it.
    .PARAMETER Name
    The port, or address:port, that is listened on.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Services\PortProxy\v4tov4\tcp')
    $listen = Split-Endpoint $Name '*'
    $held = if ($key) { try { $key.GetValue("$($listen.Address)/$($listen.Port)") } finally { $key.Dispose() } }
    if ($null -eq $held) { return @{ ensure = 'absent' } }
    @{ ensure = 'present'; connect = "$held".Replace('/', ':'); forwards = (Get-ServiceStatus 'iphlpsvc') -eq 'running' }
}

function Set-PortProxyState {
    <#
    .SYNOPSIS
    Forwards the connections of a port, those to come, or does so no longer.
    .PARAMETER Name
    The port, or address:port, that is listened on.
    .PARAMETER Desired
    The desired properties: connect, address:port.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $listen = Split-Endpoint $Name '*'
    $place = "listenaddress=$($listen.Address)", "listenport=$($listen.Port)"
    if ($Desired.ensure -eq 'absent') { return Invoke-PortProxy (@('delete', 'v4tov4') + $place) }
    if ($Changes.Contains('connect')) {
        $to = Split-Endpoint $Desired.connect '127.0.0.1'
        # By netsh and not in the registry, for the service hears of it so.
        Invoke-PortProxy (@($(if ($Actual.ensure -eq 'absent') { 'add' } else { 'set' }), 'v4tov4') + $place + "connectaddress=$($to.Address)" + "connectport=$($to.Port)")
    }
    if ((Get-ServiceStatus 'iphlpsvc') -ne 'running') { Start-ServiceProcess 'iphlpsvc' }
}
