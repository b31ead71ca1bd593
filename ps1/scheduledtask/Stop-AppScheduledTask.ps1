function Stop-AppScheduledTask {
    <#
    .SYNOPSIS
    Ends what runs of a scheduled task, and waits until it has ended; says whether anything ran.
    .PARAMETER Name
    The name with its folder: \folder\name.
    .PARAMETER Timeout
    How long to wait for it, in seconds.
    #>
    param([string] $Name, [double] $Timeout = 30)

    if ((Get-ScheduledTaskStatus $Name).state -notin 'running', 'queued') { return $false }
    $task = Split-TaskName $Name
    Stop-ScheduledTask @task -ErrorAction Stop
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while ((Get-ScheduledTaskStatus $Name).state -in 'running', 'queued') {
        if ($clock.Elapsed.TotalSeconds -gt $Timeout) { throw [TimeoutException] "scheduled task '$Name' was told to end, and runs on after $Timeout s" }
        [Threading.Thread]::Sleep(100)
    }
    $true
}
