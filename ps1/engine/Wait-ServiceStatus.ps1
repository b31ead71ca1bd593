function Wait-ServiceStatus {
    <#
    .SYNOPSIS
    Waits until a service is in one of some states, and says whether it is. WaitForStatus would look four times a second, and for one state alone.
    .PARAMETER Controller
    The service's controller.
    .PARAMETER Status
    The states, as ServiceControllerStatus names them.
    .PARAMETER TimeoutSeconds
    How long to wait.
    #>
    param($Controller, [string[]] $Status, [double] $TimeoutSeconds)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $Controller.Refresh()
        if ([string] $Controller.Status -in $Status) { return $true }
        if ($clock.Elapsed.TotalSeconds -ge $TimeoutSeconds) { return $false }
        Start-Sleep -Milliseconds 20
    }
}
