function Restore-Slot {
    <#
    .SYNOPSIS
    Makes a release that lies on the host the live one again: in its slot, where it is live still, or else in the other one.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases, which is written anew.
    .PARAMETER Release
    The name of the release's folder.
    .PARAMETER Setting
    A LiveSlot's properties.
    #>
    param([string] $Path, [hashtable] $Record, [string] $Release, [hashtable] $Setting)

    $Record.underway = $null
    if ($Record.live -ne 'current' -and (Get-CurrentRelease $Path $Record.live) -eq $Release) { return Switch-Slot -Path $Path -Record $Record -To $Record.live -Setting $Setting }
    # The slot that it was live in may run it still.
    if ((Get-CurrentRelease $Path (Get-OtherSlot $Record.live)) -ne $Release) { Set-SlotRelease -Path $Path -Record $Record -Release $Release -Setting $Setting }
    $Record.releases[$Release].outcome = 'good'
    Switch-Slot -Path $Path -Record $Record -To (Get-OtherSlot $Record.live) -Setting $Setting
}
