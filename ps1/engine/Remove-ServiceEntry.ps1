function Remove-ServiceEntry {
    <#
    .SYNOPSIS
    Stops a service, deletes it, and waits until the service manager has forgotten it. Windows PowerShell 5.1 has no Remove-Service.
    .PARAMETER Name
    The service's name.
    .PARAMETER TimeoutSeconds
    How long the stop may take.
    #>
    param([string] $Name, [double] $TimeoutSeconds = 30)

    Stop-LoneService $Name $TimeoutSeconds
    $null = Invoke-ServiceControl 'delete', $Name
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while ((Get-ServiceStatus $Name) -ne 'absent') {
        if ($clock.Elapsed.TotalSeconds -ge 5) { throw (New-ServiceError 1072 "deleting service '$Name'") }
        Start-Sleep -Milliseconds 20
    }
}
