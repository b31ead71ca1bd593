function Get-ServiceDetail {
    <#
    .SYNOPSIS
    A service's state, its process and since when that runs, in UTC, or the exit code with which it ended.
    .PARAMETER Name
    The service's name.
    #>
    param([string] $Name)

    $detail = @{ state = Get-ServiceStatus $Name; process_id = $null; since = $null; last_exit_code = $null }
    if ($detail.state -eq 'absent') { return $detail }
    $known = Get-ServiceProcess $Name
    $detail.process_id = $known.Id
    if ($detail.state -eq 'stopped') { $detail.last_exit_code = $known.ExitCode }
    $process = if ($known.Id) { Get-Process -Id $known.Id -ErrorAction Ignore }
    if ($process) { $detail.since = $process.StartTime.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture) }
    $detail
}
