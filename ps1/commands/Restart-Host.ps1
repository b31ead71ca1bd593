function Restart-Host {
    <#
    .SYNOPSIS
    Restarts this host.
    .PARAMETER IfNeeded
    Only where it waits for that.
    #>
    param([bool] $IfNeeded)

    $reasons = @(Read-RestartReason)
    if ($IfNeeded -and -not $reasons.Count) { return Invoke-Reported -Resource "Reboot/$($Run.Host)" -Work { } }
    Start-HostRestart -Reason $reasons -Left $false
}
