function Restart-Slot {
    <#
    .SYNOPSIS
    Restarts an app that has slots without a pause: its release is started in the other slot, which becomes the live one. Reports one result event.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    directory, the app's folder; live_slot, a LiveSlot's properties.
    #>
    param([string] $Name, [hashtable] $Setting)

    Invoke-Reported -Resource "LiveSlot/$($Setting.directory)" -App $Name -Work {
        $record = Read-ReleaseRecord $Setting.directory
        if ($record.live -eq 'current') { throw [InvalidOperationException] "no release of $Name is live on this host: provision or deploy it first" }
        $other = Get-OtherSlot $record.live
        $result.changes.slot = @($record.live, $other)
        if (-not $Run.Apply) { return }
        $null = Set-SlotRelease -Path $Setting.directory -Record $record -Release (Get-CurrentRelease $Setting.directory $record.live) -Setting $Setting.live_slot
        $null = Switch-Slot -Path $Setting.directory -Record $record -To $other -Setting $Setting.live_slot
    }
}
