function Restart-WatchedApp {
    <#
    .SYNOPSIS
    Restarts an app, and gives the record of it: restarted, or error with its text; warnings on the way stand in it.
    .PARAMETER Settings
    The watchdog's settings.
    .PARAMETER Told
    The record as far as it is known.
    #>
    param([hashtable] $Settings, [hashtable] $Told)

    $restart = $Settings.restart
    $warnings = [Collections.Generic.List[string]]::new()
    try {
        & {
            switch ($restart.by) {
                'service' { Restart-ServiceProcess $restart.name $restart.stop_timeout }
                'scheduled_task' {
                    # What its runner started ends with it, for they are one job.
                    $null = Stop-AppScheduledTask $restart.name $restart.stop_timeout
                    Start-AppScheduledTask $restart.name
                }
                'process' { Restart-WatchedProcess $restart }
            }
        } 3>&1 | ForEach-Object { if ($_ -is [Management.Automation.WarningRecord]) { $warnings.Add($_.Message) } }
        $Told.event = 'restarted'
    } catch {
        $Told.event = 'error'
        $Told.error = "the restart failed: $(Get-ErrorText $_.Exception)"
    }
    if ($warnings.Count) { $Told.warning = $warnings -join '; ' }
    $Told
}
