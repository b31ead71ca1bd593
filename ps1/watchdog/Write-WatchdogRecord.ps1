function Write-WatchdogRecord {
    <#
    .SYNOPSIS
    Tells what the watchdog saw or did: to its history, the event log, and the webhook; what cannot be told there stands in the history.
    .PARAMETER Settings
    The watchdog's settings.
    .PARAMETER Told
    event, failures, restarts, and what else is known.
    #>
    param([hashtable] $Settings, [hashtable] $Told)

    $text = Format-WatchdogText $Settings $Told
    $untold = [Collections.Generic.List[string]]::new()
    if ($Settings.event_source) {
        $type, $id = @{ failed = 'Warning', 11; restarted = 'Warning', 12; healthy = 'Information', 13; backoff = 'Warning', 14; cap = 'Error', 15; error = 'Error', 16 }[$Told.event]
        try {
            # WriteEntry would make a missing source if it may.
            if (-not [Diagnostics.EventLog]::SourceExists($Settings.event_source)) { throw [InvalidOperationException] "this host has no source $($Settings.event_source)" }
            [Diagnostics.EventLog]::WriteEntry($Settings.event_source, $text, $type, $id)
        } catch { $untold.Add("event log: $(Get-ErrorText $_.Exception)") }
    }
    if ($Settings.webhook -and $Told.event -notin 'failed', 'backoff') {
        $body = ConvertTo-EventJson ([ordered]@{ app = $Settings.app; host = [Environment]::MachineName; event = $Told.event; text = $text; failures = $Told.failures; restarts = $Told.restarts })
        try {
            $status = (Send-HttpRequest -Url $Settings.webhook -TimeoutSeconds 5 -Json $body).Status
            if ($status -notin 200..299) { $untold.Add("webhook: HTTP $status") }
        } catch { $untold.Add("webhook: $($_.Exception.GetBaseException().Message)") }
    }
    $line = [ordered]@{ time = [DateTime]::UtcNow.ToString('o'); app = $Settings.app; event = $Told.event; failures = $Told.failures; restarts = $Told.restarts }
    foreach ($key in 'answer', 'wait', 'warning', 'error') { if ($Told[$key]) { $line[$key] = $Told[$key] } }
    if ($untold.Count) { $line.untold = $untold.ToArray() }
    Add-HistoryLine -Path $Settings.history -Line (ConvertTo-EventJson $line)
}
