function Set-SlotStart {
    <#
    .SYNOPSIS
    Lets Windows start the live slot's service alone when it boots, where that is wanted, and its watchdog watch that one alone.
    .PARAMETER Live
    The live slot.
    .PARAMETER Setting
    A LiveSlot's properties: slots, each with watched_as where it has a watchdog; start.
    #>
    param([string] $Live, [hashtable] $Setting)

    foreach ($name in $Setting.slots.Keys) {
        $slot = $Setting.slots[$name]
        if ($Setting['start'] -and (Get-ServiceStatus $slot.service) -ne 'absent') { Set-ServiceSetting $slot.service @{ start = $(if ($name -eq $Live) { $Setting.start } else { 'manual' }) } }
        if ($slot['watched_as']) { Set-StopMark -Name $slot.watched_as -Stopped ($name -ne $Live) }
    }
}
