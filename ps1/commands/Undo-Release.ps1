function Undo-Release {
    <#
    .SYNOPSIS
    Goes back to an earlier release of an app, marks the one that it leaves as bad, starts the app and waits until it is healthy; reports one result event.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    directory, service, stop_timeout, health, successes, after_rollback; live_slot, a LiveSlot's properties; version, the only one that is taken back, if that matters; to, a version; force; reason.
    .PARAMETER AfterFailure
    Also after a failure.
    #>
    param([string] $Name, [hashtable] $Setting, [switch] $AfterFailure)

    $path = $Setting.directory
    Invoke-Reported -Resource "Rollback/$Name" -App $Name -AfterFailure:$AfterFailure -Work {
        $record = Read-ReleaseRecord $path
        $current = Get-CurrentRelease $path $record.live
        $left = if ($record.underway) { $record.underway.to } elseif ($record.next) { Get-CurrentRelease $path $record.next } else { $current }
        if ($Setting['version'] -and (-not $left -or $record.releases[$left].version -ne $Setting.version)) { return }
        $target = Select-Rollback -Path $path -Record $record -Left $left -To $Setting['to'] -Force ([bool] $Setting['force'])
        $result.changes.version = @($(if ($left) { $record.releases[$left].version }), $record.releases[$target].version)
        if (-not $Run.Apply) { return }
        if ($left -and $left -ne $target) {
            $record.releases[$left].outcome = 'bad'
            $record.releases[$left].reason = $Setting.reason
        }
        if ($Setting['live_slot']) { $null = Restore-Slot -Path $path -Record $record -Release $target -Setting $Setting.live_slot }
        else { $null = Switch-Release -Path $path -Record $record -Release $target -Setting @{ service = $Setting['service']; stop_timeout = $Setting['stop_timeout'] } -Outcome 'good' }
        if ($Setting['service']) {
            Start-ServiceProcess $Setting.service $Setting.stop_timeout
            if ($Run.Away[$Setting.service]) { Write-Message "$($Setting.service) was away for $([int] $Run.Away[$Setting.service].ElapsedMilliseconds) ms" }
        }
        Write-ReleaseRecord -Path $path -Record $record -Line @{ action = 'rollback'; release = $target; outcome = 'good'; left = $left; reason = $Setting.reason }
        Invoke-ReleaseHook -Setting $Setting -Hook 'after_rollback' -Path $path -Version $record.releases[$target].version
        if ($Setting['health']) { Assert-Health -Check $Setting.health -Successes $Setting.successes }
    }
}
