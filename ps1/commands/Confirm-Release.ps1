function Confirm-Release {
    <#
    .SYNOPSIS
    Ends a deployment: waits until the app is healthy and notes its release as good; takes the release back where something failed.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    directory, service, stop_timeout, health (a HealthCheck's properties), successes, rollback, live_slot (a LiveSlot's properties), files (its logs), watch, event_source (name, log), after_start, after_rollback, commit.
    #>
    param([string] $Name, [hashtable] $Setting)

    if (-not $Run.Apply) { return }
    $path = $Setting.directory
    Invoke-Reported -Resource "HealthCheck/$Name" -App $Name -Work {
        Invoke-ReleaseHook -Setting $Setting -Hook 'after_start' -Path $path -Version $Setting.version
        if ($Setting['health']) { Assert-Health -Check $Setting.health -Successes $Setting.successes }
        if ($Setting['watch']) { Watch-Release $Setting }
        $record = Read-ReleaseRecord $path
        $release = Get-CurrentRelease $path $record.live
        if ($record.releases[$release].outcome -eq 'good') { return }
        $record.releases[$release].outcome = 'good'
        Write-ReleaseRecord -Path $path -Record $record -Line @{ action = 'deploy'; release = $release; outcome = 'good'; commit = $Setting['commit'] }
    }
    if (-not $Run.Count.failed) {
        if ($Run.ChangedAt.Contains("LiveSlot/$path")) { Write-Message "$Name $($Setting.version) is live in slot $((Read-ReleaseRecord $path).live), and was never away" }
        foreach ($one in $Run.Away.Keys) { Write-Message "$one was away for $([int] $Run.Away[$one].ElapsedMilliseconds) ms" }
        return
    }
    if ($Setting.files) { Get-AppLog -Name $Name -Setting @{ files = $Setting.files; lines = 20; since = $null; follow = $false } }
    $record = Read-ReleaseRecord $path
    $current = Get-CurrentRelease $path $(if ($record.next) { $record.next } else { $record.live })
    $switched = $record.underway -or ($current -and $record.releases[$current].outcome -eq 'pending')
    if ($switched -and $Setting.rollback) { Undo-Release -Name $Name -Setting ($Setting + @{ reason = $Run.Failure; force = $false }) -AfterFailure }
}
