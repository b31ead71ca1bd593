function Get-AppRelease {
    <#
    .SYNOPSIS
    Says in a release event which release of an app is the current one, which others lie there, and what was done with them.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    directory, the app's folder; history, how many lines of its history.
    #>
    param([string] $Name, [hashtable] $Setting)

    $record = Read-ReleaseRecord $Setting.directory
    $current = Get-CurrentRelease $Setting.directory $record.live
    $event = @{ event = 'release'; host = $Run.Host; app = $Name; current = $null; outcome = $null }
    if ($current) {
        $release = $record.releases[$current]
        $event.current = if ($release) { $release.version } else { $current }
        if ($release) { foreach ($one in 'outcome', 'sha256', 'added', 'by', 'commit') { $event[$one] = $release[$one] } }
        if ($record.underway -or $record.next) { $event.outcome = 'underway' }
        if ($record.live -ne 'current') { $event.slot = $record.live }
    }
    $event.releases = @($record.releases.Keys | Sort-Object | ForEach-Object { @{ version = $record.releases[$_].version; sha256 = $record.releases[$_].sha256; outcome = $record.releases[$_].outcome; reason = $record.releases[$_].reason } })
    $event.history = @($record.history | Select-Object -Last $Setting.history)
    Write-Event $event
}
