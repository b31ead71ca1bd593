function Receive-AppRun {
    <#
    .SYNOPSIS
    Starts a scheduled task, shows what is written to the app's logs until it has ended, and notes how it did.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    As Invoke-AppRun takes it.
    .PARAMETER Task
    The scheduled task's name with its folder.
    .PARAMETER Outcome
    The table that gets exit_code, status and error.
    #>
    param([string] $Name, [hashtable] $Setting, [string] $Task, [hashtable] $Outcome)

    $readers = @{}
    $before = if ($Setting['history']) { @(Read-RunHistory $Setting.history 1) | ForEach-Object { $_.start } }
    Open-AppLog -Name $Name -Setting $Setting -Readers $readers
    $began = [DateTime]::UtcNow
    $now = $began.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
    Start-AppScheduledTask $Task
    do {
        # Short, for a stop from outside does not reach into a .NET call.
        [Threading.Thread]::Sleep(250)
        $status = Get-ScheduledTaskStatus $Task
        Receive-AppLog -Name $Name -Pattern $Setting.files -Readers $readers
        # Windows starts it when it comes to it: until then its state and its last run are the old ones.
        $started = "$($status.last_run)" -ge $now -or ([DateTime]::UtcNow - $began).TotalSeconds -gt 30
    } while ($status.state -in 'running', 'queued' -or -not $started)
    $Outcome.exit_code = $status.last_result
    $last = if ($Setting['history']) { @(Read-RunHistory $Setting.history 1) | Where-Object { $_.start -ne $before } }
    if ($last) { $Outcome.exit_code, $Outcome.status, $Outcome.error = $last.exit_code, $last.status, $last['error'] }
}
