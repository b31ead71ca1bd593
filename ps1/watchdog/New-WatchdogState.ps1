function New-WatchdogState {
    <#
    .SYNOPSIS
    What a watchdog knows before its first look; times are seconds since 1970.
    #>
    param()

    @{ failures = 0; down = $false; restarts = @(); capped = $false; delay = 0; grace_until = 0; not_before = 0 }
}
