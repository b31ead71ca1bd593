function Invoke-Watchdog {
    <#
    .SYNOPSIS
    Looks once at an app's health, and does what follows from this look and those before: 0 if it is healthy or left alone, 1 if not.
    .PARAMETER Path
    The file of its settings.
    #>
    param([string] $Path)

    $settings = ConvertFrom-JsonObject (ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($Path)))
    $mutex = [Threading.Mutex]::new($false, "Global\winstead-watchdog-$($settings.app)")
    try { $taken = $mutex.WaitOne(0) } catch [Threading.AbandonedMutexException] { $taken = $true }
    try {
        if (-not $taken -or (Test-HostLock)) { return 0 }
        $answer = Test-Health $settings.health
        if ($null -ne $answer) {
            # What a run began meanwhile is no failure.
            if (Test-HostLock) { return 0 }
            if (Test-LeftAlone $settings) {
                [IO.File]::Delete($settings.state)
                return 0
            }
        }
        $state = Read-WatchdogState $settings
        $now = ([DateTime]::UtcNow - [DateTime]::new(1970, 1, 1)).TotalSeconds
        $told = @(Step-Watchdog -Settings $settings -State $state -Answer $answer -Now $now)
        # Before the restart, so that it counts even if this is ended meanwhile.
        Save-WatchdogState $state $settings.state
        foreach ($one in $told) {
            if ($one.event -eq 'restart') { $one = Restart-WatchedApp $settings $one }
            Write-WatchdogRecord $settings $one
        }
        [int] ($null -ne $answer)
    } finally {
        if ($taken) { $mutex.ReleaseMutex() }
        $mutex.Dispose()
    }
}
