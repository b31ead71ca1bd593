function Request-Restart {
    <#
    .SYNOPSIS
    Restarts a host that waits for that, where this run may do so, and leaves what is left for after it; else notes for the run's last event what the host waits for.
    .PARAMETER Act
    Whether it is the time for it; if not, it is only noted.
    #>
    param([bool] $Act)

    $reasons = @(Read-RestartReason)
    if (-not $reasons.Count) { return }
    $now = [DateTime]::Now
    $may = Test-RestartAllowed $Run.Reboot $now
    if ($Act -and $may -and $Run.Apply -and -not $Run.Count.failed) { Suspend-Run }
    $Run.Pending = @{ restart = [ordered]@{ reasons = $reasons; may = $may; time = $now.ToString('HH:mm', [Globalization.CultureInfo]::InvariantCulture) } }
}
