function Start-AppScheduledTask {
    <#
    .SYNOPSIS
    Starts a scheduled task now, and does not wait for it.
    .PARAMETER Name
    The name with its folder: \folder\name.
    #>
    param([string] $Name)

    $task = Split-TaskName $Name
    Start-ScheduledTask @task -ErrorAction Stop
}
