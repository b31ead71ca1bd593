function Write-Event {
    <#
    .SYNOPSIS
    Writes an event, without the run's secrets: one line of JSON, or one of text for a reader.
    .PARAMETER Fields
    The event's fields; event says which kind it is.
    #>
    param([Collections.IDictionary] $Fields)

    foreach ($key in @($Fields.Keys)) {
        if ($null -eq $Fields[$key] -and $key -in 'app', 'error') { $Fields.Remove($key) }
        # What an event is about is no secret, and must stay legible where a secret is a word of it.
        elseif ($Run.Masked -and $key -notin 'event', 'host', 'resource', 'app', 'status', 'level') { $Fields[$key] = Hide-Secret $Fields[$key] }
    }
    if ($Run.Format -eq 'Json') {
        $line = ConvertTo-EventJson $Fields
        if ($Run.Apply) { $Run.Told.Add($line) }
        return $line
    }
    switch ($Fields.event) {
        'result' {
            $detail = if ($Fields['error']) { $Fields.error.message } elseif ($Fields.changes.Count) { Format-ChangeText $Fields.changes } else { '' }
            $text = '{0,-12} {1}  {2}' -f $Fields.status, $Fields.resource, $detail
        }
        'restart' { $text = '{0,-12} {1}' -f 'restart', "this host restarts now$(if ($Fields.left) { '; run this again then, for what is left' })" }
        'message' { $text = '{0,-12} {1}' -f $Fields.level, $Fields.text }
        'host' {
            $text = if ($Fields.status -eq 'busy') { "$($Fields.host): busy: $($Fields.error)" }
                else { '{0}: {1}: {2} ok, {3} changed, {4} would change, {5} failed, {6} skipped in {7:0.0} s{8}' -f $Fields.host, $Fields.status, $Fields.ok, $Fields.changed, $Fields.would_change, $Fields.failed, $Fields.skipped, $Fields.seconds, $(if ($Fields['restart']) { "; it waits for a restart: $($Fields.restart.reasons -join ', ')" }) }
        }
        default { $text = ConvertTo-EventJson $Fields }
    }
    $text.TrimEnd()
}
