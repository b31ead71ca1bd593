function Read-EventError {
    <#
    .SYNOPSIS
    The texts of the errors that a source has written to the event log since a time, the newest first.
    .PARAMETER Source
    name, the source, and log, the log that it writes to.
    .PARAMETER Since
    The time, as the host's clock shows it.
    #>
    param([hashtable] $Source, [DateTime] $Since)

    $log = [Diagnostics.EventLog]::new($Source.log)
    try {
        # From the end, for a log may hold a hundred thousand.
        for ($i = $log.Entries.Count - 1; $i -ge 0; $i--) {
            $entry = $log.Entries[$i]
            if ($entry.TimeGenerated -lt $Since) { return }
            if ($entry.Source -eq $Source.name -and "$($entry.EntryType)" -eq 'Error') { $entry.Message }
        }
    } finally { $log.Dispose() }
}
