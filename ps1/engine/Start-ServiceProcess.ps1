function Start-ServiceProcess {
    <#
    .SYNOPSIS
    Starts a service and waits until it runs; one that stops again at once is an error.
    .PARAMETER Name
    The service's name.
    .PARAMETER TimeoutSeconds
    How long it may take.
    #>
    param([string] $Name, [double] $TimeoutSeconds = 30)

    $controller = Get-ServiceController $Name
    if (-not $controller) { throw (New-ServiceError 1060 "starting service '$Name'") }
    if ([string] $controller.Status -eq 'StopPending') { $null = Wait-ServiceStatus $controller 'Stopped' $TimeoutSeconds }
    try { if ([string] $controller.Status -eq 'Paused') { $controller.Continue() } else { $controller.Start() } } catch {
        $cause = $_.Exception.GetBaseException()
        if ($cause -isnot [ComponentModel.Win32Exception]) { throw }
        # 1056: it runs, or starts, by itself.
        if ($cause.NativeErrorCode -ne 1056) { throw (New-ServiceError $cause.NativeErrorCode "starting service '$Name'") }
    }
    $settled = Wait-ServiceStatus $controller 'Running', 'Stopped' $TimeoutSeconds
    # What cannot work without its settings or its port often says that it runs, and is gone a moment later.
    if ([string] $controller.Status -eq 'Stopped' -or (Wait-ServiceStatus $controller 'Stopped' 0.3)) {
        throw [InvalidOperationException] "service '$Name' stopped as soon as it was started, with $((Get-ServiceProcess $Name).ExitText); see its log, and the event log System"
    }
    if (-not $settled) { throw [InvalidOperationException] "service '$Name' does not run $TimeoutSeconds s after it was started, and is still '$($controller.Status)': see its log, or give it longer by stop_timeout" }
    $controller.Dispose()
}
