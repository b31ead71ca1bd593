function Format-WatchdogText {
    <#
    .SYNOPSIS
    What the watchdog saw or did, in a sentence.
    .PARAMETER Settings
    The watchdog's settings.
    .PARAMETER Told
    event, failures, restarts, and what else is known.
    #>
    param([hashtable] $Settings, [hashtable] $Told)

    $what = switch ($Told.event) {
        'failed' { "not healthy ($($Told.failures) of $($Settings.failures))" }
        'restarted' { "restarted after $($Told.failures) failed looks (restart $($Told.restarts) of at most $($Settings.max_restarts) in $($Settings.per) s)" }
        'backoff' { "not healthy after its last restart: the next in $([int] $Told.wait) s" }
        'cap' { "not healthy, and not restarted any more: $($Told.restarts) restarts within $($Settings.per) s did not help" }
        'healthy' { 'healthy again' }
        'error' { $Told.error }
    }
    if ($Told['warning']) { $what += "; $($Told.warning)" }
    if ($Told['answer']) { $what += ": $($Told.answer)" }
    "$($Settings.app) on $([Environment]::MachineName): $what"
}
