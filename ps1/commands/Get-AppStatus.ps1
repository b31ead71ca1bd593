function Get-AppStatus {
    <#
    .SYNOPSIS
    Says in a status event how an app's service stands: its state, its process and since when that runs, or with what it ended.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    service, the service's name; release, the release that is to be there.
    #>
    param([string] $Name, [hashtable] $Setting)

    $status = @{ event = 'status'; host = $Run.Host; app = $Name; service = $Setting.service; release = $Setting['release']; process_id = $null; since = $null; last_exit_code = $null }
    $status.state = Get-ServiceStatus $Setting.service
    if ($status.state -ne 'absent') {
        $ended = Get-ServiceProcess $Setting.service
        $status.process_id = $ended.Id
        if ($status.state -eq 'stopped') { $status.last_exit_code = $ended.ExitCode }
        $process = if ($ended.Id) { Get-Process -Id $ended.Id -ErrorAction Ignore }
        if ($process) { $status.since = $process.StartTime.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture) }
    }
    Write-Event $status
}
