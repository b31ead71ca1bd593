function Get-LiveSlotState {
    <#
    .SYNOPSIS
    Reads which release of an app is live, whether it runs and gets what comes to the app, and whether the other slot rests. What says how to switch is given back.
    .PARAMETER Name
    The app's folder.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    $record = Read-ReleaseRecord $Name
    if ($record.live -eq 'current') { return @{ ensure = 'absent' } }
    $actual = $Desired.Clone()
    $live, $spare = $record.live, (Get-OtherSlot $record.live) | ForEach-Object { Get-ServiceState -Name $Desired.slots[$_].service -Desired @{ ensure = 'absent'; start = $null } }
    $release = Get-CurrentRelease $Name $record.live
    $actual.version = if ($release -and $record.releases[$release]) { $record.releases[$release].version }
    $actual.state = if ($live.ensure -eq 'present') { $live.state } else { 'absent' }
    $actual.spare = if ($spare.ensure -eq 'absent') { 'stopped' } elseif ($spare.state -eq 'stopped' -and $Desired['start'] -and $spare.start -ne 'manual') { "stopped, $($spare.start)" } else { $spare.state }
    if ($Desired['start']) { $actual.start = $live['start'] }
    if ($Desired['listen']) {
        $proxy = Get-PortProxyState -Name $Desired.listen -Desired @{}
        $actual.forwards = $proxy.ensure -eq 'present' -and $proxy.forwards -and $proxy.connect -eq "127.0.0.1:$($Desired.slots[$record.live].port)"
    }
    $answer = if ($actual.state -eq 'running') { Test-Health $Desired.slots[$record.live].health }
    if ($answer) { $actual.healthy = $answer }
    $actual
}

function Set-LiveSlotState {
    <#
    .SYNOPSIS
    Makes the slot of the next release the live one, or brings the live one in order; a restart moves the release to the other slot.
    .PARAMETER Name
    The app's folder.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $record = Read-ReleaseRecord $Name
    if (-not $record.next -and $record.live -eq 'current') { throw [InvalidOperationException] "there is no release in ${Name}: provision or deploy the app" }
    if ($Changes.Contains('restart') -and -not $record.next) { Set-SlotRelease -Path $Name -Record $record -Release (Get-CurrentRelease $Name $record.live) -Setting $Desired }
    Switch-Slot -Path $Name -Record $record -To $(if ($record.next) { $record.next } else { $record.live }) -Setting $Desired
    $release = Get-CurrentRelease $Name $record.live
    if ($Desired['confirm'] -or $record.releases[$release].outcome -eq 'good') { return }
    $record.releases[$release].outcome = 'good'
    Write-ReleaseRecord -Path $Name -Record $record -Line @{ action = 'provision'; release = $release; outcome = 'good'; commit = $null }
}
