function Step-Watchdog {
    <#
    .SYNOPSIS
    Takes one look into the state, and says what follows from it: failed, restart, backoff, cap, healthy, as a table each with the counts; restart is to be done.
    .PARAMETER Settings
    The watchdog's settings.
    .PARAMETER State
    What is known from the looks before: failures in a row, whether it is down, the times of restarts; it is changed. Times are seconds since 1970.
    .PARAMETER Answer
    $null when it is healthy, else the answer.
    .PARAMETER Now
    The time.
    #>
    param([hashtable] $Settings, [hashtable] $State, $Answer, [double] $Now)

    $State.restarts = @($State.restarts | Where-Object { $_ -gt $Now - $Settings.per })
    if ($null -eq $Answer) {
        if ($State.down) { @{ event = 'healthy'; failures = $State.failures; restarts = $State.restarts.Count } }
        foreach ($one in (New-WatchdogState).GetEnumerator()) { if ($one.Key -ne 'restarts') { $State[$one.Key] = $one.Value } }
        return
    }
    if ($Now -lt $State.grace_until) { return }
    $State.down = $true
    $State.failures++
    $told = @{ failures = $State.failures; restarts = $State.restarts.Count; answer = $Answer }
    # Not a line for each look while nothing else can be done.
    if ($State.failures -le $Settings.failures) { $told + @{ event = 'failed' } }
    if ($State.failures -lt $Settings.failures) { return }
    if ($State.restarts.Count -ge $Settings.max_restarts) {
        if (-not $State.capped) { $told + @{ event = 'cap' } }
        $State.capped = $true
        return
    }
    if ($Now -lt $State.not_before) {
        if ($State.failures -eq $Settings.failures) { $told + @{ event = 'backoff'; wait = $State.not_before - $Now } }
        return
    }
    $State.restarts += $Now
    $State.capped, $State.failures = $false, 0
    $State.grace_until = $Now + $Settings.health.within
    $State.delay = [Math]::Min($(if ($State.delay) { 2 * $State.delay } else { $Settings.every }), $Settings.max_delay)
    $State.not_before = $State.grace_until + $State.delay
    @{ event = 'restart'; failures = $told.failures; restarts = $State.restarts.Count; answer = $Answer }
}
