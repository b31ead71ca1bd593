function Read-StartedService {
    <#
    .SYNOPSIS
    The names of the services that run and that Windows starts by itself with the host: not those that something triggers, which come and go, nor a user's own, whose names are others each time.
    #>
    param()

    foreach ($service in Get-CimInstance Win32_Service) {
        if ($service.StartMode -ne 'Auto' -or $service.State -ne 'Running') { continue }
        $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey("SYSTEM\CurrentControlSet\Services\$($service.Name)")
        if (-not $key) { continue }
        # https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_status: SERVICE_USER_SERVICE, SERVICE_USERSERVICE_INSTANCE
        try { if (-not ([int] $key.GetValue('Type', 0) -band 0xC0) -and 'TriggerInfo' -notin $key.GetSubKeyNames()) { $service.Name } } finally { $key.Dispose() }
    }
}
