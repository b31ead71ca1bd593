function Get-ScheduledTaskStatus {
    <#
    .SYNOPSIS
    How a scheduled task stands: state (absent, ready, running, queued, disabled), last_result, last_run and next_run, which are $null where there is none; times in UTC.
    .PARAMETER Name
    The name with its folder: \folder\name.
    #>
    param([string] $Name)

    $status = @{ state = 'absent'; last_result = $null; last_run = $null; next_run = $null }
    $task = Split-TaskName $Name
    try {
        $status.state = "$((Get-ScheduledTask @task -ErrorAction Stop).State)".ToLowerInvariant()
    } catch {
        if ($_.CategoryInfo.Category -ne 'ObjectNotFound') { throw }
        return $status
    }
    $told = Get-ScheduledTaskInfo @task -ErrorAction Stop
    $last, $next = foreach ($time in $told.LastRunTime, $told.NextRunTime) {
        # One that never ran has run in 1999, as Windows tells it.
        if ($time -and $time.Year -gt 1999) { $time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture) } else { '' }
    }
    if ($last) { $status.last_run = $last; $status.last_result = [long] $told.LastTaskResult }
    if ($next) { $status.next_run = $next }
    $status
}
