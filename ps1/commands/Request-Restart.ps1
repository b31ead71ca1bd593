function Request-Restart {
    <#
    .SYNOPSIS
    Ends a run: restarts the host where it waits for that and this run may do so; else notes for the run's last event what it waits for.
    #>
    param()

    $reasons = @(Read-RestartReason)
    if (-not $reasons.Count) { return }
    $now = [DateTime]::Now
    $may = Test-RestartAllowed $Run.Reboot $now
    if ($may -and $Run.Apply -and -not $Run.Count.failed) {
        Start-HostRestart -Reason $reasons -Left $false
        if (-not $Run.Count.failed) { return }
    }
    $Run.Pending = @{ restart = [ordered]@{ reasons = $reasons; may = $may; time = $now.ToString('HH:mm', [Globalization.CultureInfo]::InvariantCulture) } }
}
