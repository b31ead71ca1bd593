function Write-RotationOutcome {
    <#
    .SYNOPSIS
    Writes what became of a log to the history; a failure also to the event log, and once that its writer does not append.
    .PARAMETER Outcome
    The record: time, app, file, status, and what else is known.
    .PARAMETER History
    The history's file, one JSON object a line; $null for none.
    .PARAMETER Source
    The event log's source; $null for none.
    #>
    param([Collections.IDictionary] $Outcome, [string] $History, [string] $Source)

    $file = ConvertTo-EventJson $Outcome.file
    $text = $null
    if ($Outcome['error']) { $text, $type, $id = "The log $($Outcome.file) of $($Outcome.app) could not be rotated: $($Outcome.error)", 'Error', 1 }
    elseif ($Outcome['hole']) {
        $known = $History -and [IO.File]::Exists($History) -and @([IO.File]::ReadAllLines($History) | Where-Object { $_.Contains($file) -and $_.Contains('"hole":') }).Count
        if (-not $known) { $text, $type, $id = "The log $($Outcome.file) of $($Outcome.app) began with $($Outcome.hole) NUL bytes, which the old log does not have: its writer does not append. Let the program open its log in append mode.", 'Warning', 2 }
    }
    if ($text) {
        [Console]::Error.WriteLine($text)
        if ($Source) {
            try {
                # WriteEntry would make a missing source if it may.
                if (-not [Diagnostics.EventLog]::SourceExists($Source)) { throw "this host has no source $Source" }
                [Diagnostics.EventLog]::WriteEntry($Source, $text, $type, $id)
            } catch { [Console]::Error.WriteLine("Nothing was written to the event log: $(Get-ErrorText $_.Exception)") }
        }
    }
    if ($History) { Add-HistoryLine -Path $History -Line (ConvertTo-EventJson $Outcome) }
}
