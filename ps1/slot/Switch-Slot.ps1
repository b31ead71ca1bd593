function Switch-Slot {
    <#
    .SYNOPSIS
    Makes a slot the live one: starts its service, waits for its health, switches the traffic to it, and stops the other one's service after its drain. Where that fails, the other one stays live, or becomes it again if it still runs.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases, which is written anew.
    .PARAMETER To
    The slot: blue or green.
    .PARAMETER Setting
    A LiveSlot's properties.
    #>
    param([string] $Path, [hashtable] $Record, [string] $To, [hashtable] $Setting)

    $from, $order = $Record.live, $Record.order
    $service = $Setting.slots[$To].service
    $release = Get-CurrentRelease $Path $To
    $version = $Record.releases[$release].version
    $known = @{ slot = $To; port = $Setting.slots[$To].port }
    $led = $false
    try {
        if ((Get-ServiceStatus $service) -ne 'running') { Start-ServiceProcess $service $Setting.stop_timeout }
        Assert-Health -Check $Setting.slots[$To].health -Successes $Setting.successes
        if ($To -ne $from) { Invoke-ReleaseHook -Setting $Setting -Hook 'smoke' -Path $Path -Version $version -Slot $known }
        $led = $true
        Switch-SlotTraffic -Path $Path -Slot $To -Setting $Setting -Version $version
        Set-LiveRecord -Path $Path -Record $Record -Live $To -Next $null -Order (@($order | Where-Object { $_ -ne $release }) + $release)
        Stop-OtherSlot -Path $Path -Live $known -Setting $Setting -Version $version
    } catch {
        # What was live goes on, unless its own stop is what failed.
        if ($To -eq $from -or ($from -ne 'current' -and (Get-ServiceStatus $Setting.slots[$from].service) -ne 'running')) { throw }
        # A switch that failed may have come through all the same.
        if ($led -and $from -ne 'current') { Switch-SlotTraffic -Path $Path -Slot $from -Setting $Setting -Version $Record.releases[(Get-CurrentRelease $Path $from)].version }
        Set-LiveRecord -Path $Path -Record $Record -Live $from -Next $To -Order $order
        Stop-LoneService $service $Setting.stop_timeout
        throw
    }
    Set-SlotStart -Live $To -Setting $Setting
}
