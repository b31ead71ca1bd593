function Set-SlotRelease {
    <#
    .SYNOPSIS
    Puts a release into the slot that is not live, whose service is stopped for it, and notes that slot as the next one to be live.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases, which is written anew.
    .PARAMETER Release
    The name of the release's folder.
    .PARAMETER Setting
    slots, each with its service; stop_timeout.
    #>
    param([string] $Path, [hashtable] $Record, [string] $Release, [hashtable] $Setting)

    $slot = Get-OtherSlot $Record.live
    Stop-LoneService $Setting.slots[$slot].service $Setting.stop_timeout
    New-ReleaseLink -Path $Path -Release $Release -Link $slot
    Switch-ReleaseLink -Path $Path -Link $slot
    $Record.next = $slot
    Write-ReleaseRecord -Path $Path -Record $Record
}
