function Switch-SlotTraffic {
    <#
    .SYNOPSIS
    Leads what comes to an app to one of its slots: by Windows' own port proxy, or by a command that tells a load balancer.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Slot
    The slot: blue or green.
    .PARAMETER Setting
    A LiveSlot's properties: slots; listen, switch.
    .PARAMETER Version
    The version that is in the slot.
    #>
    param([string] $Path, [string] $Slot, [hashtable] $Setting, [string] $Version)

    $port = $Setting.slots[$Slot].port
    if ($Setting['listen']) {
        $proxy = @{ Name = $Setting.listen; Desired = @{ ensure = 'present'; connect = "127.0.0.1:$port"; forwards = $true } }
        $actual = Get-PortProxyState @proxy
        $changes = Compare-State -Desired $proxy.Desired -Actual $actual
        if ($changes.Count) { Set-PortProxyState @proxy -Actual $actual -Changes $changes }
    }
    Invoke-ReleaseHook -Setting $Setting -Hook 'switch' -Path $Path -Version $Version -Slot @{ slot = $Slot; port = $port }
}
