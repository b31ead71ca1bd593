function Stop-ServiceProcess {
    <#
    .SYNOPSIS
    Stops a service and waits until it has; ends its process, with a warning, when it takes too long. What depends on it must have stopped before.
    .PARAMETER Name
    The service's name.
    .PARAMETER TimeoutSeconds
    How long it may take.
    #>
    param([string] $Name, [double] $TimeoutSeconds = 30)

    $controller = Get-ServiceController $Name
    if (-not $controller) { return }
    $null = Wait-ServiceStatus $controller 'Running', 'Paused', 'Stopped', 'StopPending' $TimeoutSeconds
    if ([string] $controller.Status -in 'Running', 'Paused') {
        try { $controller.Stop() } catch {
            $cause = $_.Exception.GetBaseException()
            if ($cause -isnot [ComponentModel.Win32Exception]) { throw }
            # 1062: it has stopped by itself.
            if ($cause.NativeErrorCode -ne 1062) { throw (New-ServiceError $cause.NativeErrorCode "stopping service '$Name'") }
        }
    }
    if (-not (Wait-ServiceStatus $controller 'Stopped' $TimeoutSeconds)) {
        $process = Get-ServiceProcess $Name
        if (-not $process.Own) { throw [InvalidOperationException] "service '$Name' did not stop within $TimeoutSeconds s, and shares its process $($process.Id) with others: restart the host, or give it longer by stop_timeout" }
        Write-Warning "service '$Name' did not stop within $TimeoutSeconds s: its process $($process.Id) was ended"
        if ($process.Id) {
            # It may be gone already, and the service manager not have noticed.
            Stop-Process -Id $process.Id -Force -ErrorAction Ignore
            Wait-Process -Id $process.Id -Timeout 10 -ErrorAction Ignore
        }
        $null = Wait-ServiceStatus $controller 'Stopped' 2
    }
    $controller.Dispose()
}
