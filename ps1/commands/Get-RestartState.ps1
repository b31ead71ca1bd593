function Get-RestartState {
    <#
    .SYNOPSIS
    Says in a facts event how far a restart of this host has come: booted, restarting (it has not ended yet), waiting (services that do not run yet), restart_reasons.
    .PARAMETER Setting
    services, which ran before; apps, the services of apps, which must run where Windows starts them.
    #>
    param([hashtable] $Setting)

    $restarting = $null -ne (Read-RestartMark)
    $waiting = @(foreach ($service in $(if (-not $restarting) { Get-CimInstance Win32_Service })) {
        $own = $service.Name -in $Setting.apps
        if ($service.State -eq 'Running' -or $service.StartMode -ne 'Auto' -or -not ($own -or $service.Name -in $Setting.services)) { continue }
        # Another one may have run, and ended well since. Without a code it was not started yet.
        $code = (Get-ServiceProcess $service.Name).ExitCode
        if ($own -or $service.State -ne 'Stopped' -or $code -ne 0) { [ordered]@{ name = $service.Name; state = $service.State.ToLowerInvariant(); exit_code = $code } }
    })
    Write-Event ([ordered]@{
        event = 'facts'
        host = $Run.Host
        facts = [ordered]@{ booted = Get-BootTime; restarting = $restarting; waiting = $waiting; restart_reasons = @(Read-RestartReason) }
    })
}
