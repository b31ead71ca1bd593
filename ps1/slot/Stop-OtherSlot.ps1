function Stop-OtherSlot {
    <#
    .SYNOPSIS
    Stops what runs in the slot that is not live, after its drain; nothing where it has stopped.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Live
    The live slot: slot, its name, and port.
    .PARAMETER Setting
    A LiveSlot's properties.
    .PARAMETER Version
    The version that is live.
    #>
    param([string] $Path, [hashtable] $Live, [hashtable] $Setting, [string] $Version)

    $service = $Setting.slots[(Get-OtherSlot $Live.slot)].service
    if ((Get-ServiceStatus $service) -in 'stopped', 'absent') { return }
    Wait-SlotDrain -Check $Setting.slots[$Live.slot].health -Failures $Setting.successes -Seconds $Setting.drain
    Invoke-ReleaseHook -Setting $Setting -Hook 'before_stop' -Path $Path -Version $Version -Slot $Live
    Stop-LoneService $service $Setting.stop_timeout
}
