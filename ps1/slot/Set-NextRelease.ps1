function Set-NextRelease {
    <#
    .SYNOPSIS
    Puts a release into the slot that is not live, as the next one to be; or drops the one that is there, where the release that is wanted is live.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases, which is written anew.
    .PARAMETER Release
    The name of the release's folder.
    .PARAMETER Current
    The name of the live release's folder.
    .PARAMETER Setting
    slots, each with its service; stop_timeout, before_start.
    #>
    param([string] $Path, [hashtable] $Record, [string] $Release, [string] $Current, [hashtable] $Setting)

    if ($Release -eq $Current -and $Record.live -ne 'current') {
        $Record.next = $Record.underway = $null
        return Write-ReleaseRecord -Path $Path -Record $Record
    }
    $Record.underway = @{ from = $Current; to = $Release }
    $Record.releases[$Release].outcome = 'pending'
    Set-SlotRelease -Path $Path -Record $Record -Release $Release -Setting $Setting
    # Until then it is underway: where the hook fails, the next run begins it again.
    Invoke-ReleaseHook -Setting $Setting -Hook 'before_start' -Path $Path -Version $Record.releases[$Release].version -Slot @{ slot = $Record.next }
    $Record.underway = $null
    Write-ReleaseRecord -Path $Path -Record $Record
}
