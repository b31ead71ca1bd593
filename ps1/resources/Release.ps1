function Get-ReleaseState {
    <#
    .SYNOPSIS
    Reads which release of an app is the current one, and whether it lies there whole. What says how it comes there is given back.
    .PARAMETER Name
    The app's folder.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    $record = Read-ReleaseRecord $Name
    $link = if (-not $Desired['slots']) { 'current' } elseif ($record.next) { $record.next } elseif ($record.live -ne 'current') { $record.live }
    $current = if ($link) { Get-CurrentRelease $Name $link }
    if ($Desired.ensure -eq 'absent') {
        $there = $current -or [IO.Directory]::Exists([IO.Path]::Combine($Name, 'releases'))
        return @{ ensure = $(if ($there) { 'present' } else { 'absent' }) }
    }
    $bad = @($record.releases.Values | Where-Object { $_.version -eq $Desired.version -and $_.outcome -eq 'bad' -and (-not $Desired['sha256'] -or $_.sha256 -eq $Desired.sha256) })
    if ($bad.Count -and -not $Desired['force']) { throw "version $($Desired.version) was taken back on this host: $($bad[0].reason). Deploy another, or this one again with --force" }
    if (-not $current -or $record.underway) { return @{ ensure = 'absent' } }
    $release = $record.releases[$current]
    $actual = $Desired.Clone()
    $actual.version = if ($release) { $release.version } else { $current }
    if ($Desired.Contains('sha256')) { $actual.sha256 = if ($release) { $release.sha256 } }
    $actual.whole = Test-Release -Path $Name -Release $release -Name $current
    $actual
}

function Set-ReleaseState {
    <#
    .SYNOPSIS
    Brings a release into a folder of its own, stops the app's service and switches to the release; the service is started by what comes after. Or removes all releases.
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

    if ($Desired.ensure -eq 'absent') {
        foreach ($one in @('current', 'blue', 'green' | ForEach-Object { $_, "$_.next", "$_.old" }) + 'releases') { Remove-ReleaseLink ([IO.Path]::Combine($Name, $one)) }
        return [IO.File]::Delete([IO.Path]::Combine($Name, 'releases.json'))
    }
    $record = Read-ReleaseRecord $Name
    $current = Get-CurrentRelease $Name $(if ($Desired['slots']) { $record.live } else { 'current' })
    $release = Add-Release -Path $Name -Desired $Desired -Record $record -Current $current
    Remove-OldRelease -Path $Name -Record $record -Keep $release, $current -Retain $Desired.retain
    if ($Desired['slots']) { return Set-NextRelease -Path $Name -Record $record -Release $release -Current $current -Setting $Desired }
    # What ran in slots is gone: who registers what starts the app has seen to it.
    foreach ($one in 'blue', 'green') { Remove-ReleaseLink ([IO.Path]::Combine($Name, $one)) }
    $record.live, $record.next = 'current', $null
    $outcome = if ($Desired['confirm']) { 'pending' } else { 'good' }
    Switch-Release -Path $Name -Record $record -Release $release -Setting $Desired -Outcome $outcome
    if (-not $Desired['confirm']) { Write-ReleaseRecord -Path $Name -Record $record -Line @{ action = 'provision'; release = $release; outcome = 'good'; commit = $Desired['commit'] } }
}
