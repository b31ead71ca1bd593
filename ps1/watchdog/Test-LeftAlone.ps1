function Test-LeftAlone {
    <#
    .SYNOPSIS
    Says whether an app is down on purpose: the file 'stopped' lies in its folder, as winstead's own stop leaves it, or its service or scheduled task is disabled.
    .PARAMETER Settings
    The watchdog's settings.
    #>
    param([hashtable] $Settings)

    $name = $Settings.restart.name
    $mark = [IO.Path]::Combine([IO.Path]::GetDirectoryName($Settings.state), 'stopped')
    if ([IO.File]::Exists($mark)) {
        # Not any more once it was started again, by a provision or by hand.
        if ($Settings.restart.by -ne 'service' -or (Get-ServiceStatus $name) -ne 'running') { return $true }
        [IO.File]::Delete($mark)
    }
    switch ($Settings.restart.by) {
        # 4: disabled.
        'service' { [Microsoft.Win32.Registry]::GetValue("HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\$name", 'Start', $null) -eq 4 }
        'scheduled_task' { (Get-ScheduledTaskStatus $name).state -eq 'disabled' }
        default { $false }
    }
}
