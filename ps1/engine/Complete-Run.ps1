function Complete-Run {
    <#
    .SYNOPSIS
    Writes the run's line into the host's journal and what it said, for this run on another connection; clears what only an unfinished run needs. If a stop cut it short, the next call does what is left.
    .PARAMETER Status
    How the run ended.
    .PARAMETER Apps
    The apps on this host and their versions.
    #>
    param([string] $Status, [hashtable] $Apps)

    if (-not $Run.Apply -or $Run.Ended) { return }
    if ($Run.Underway) {
        # Stopped in the middle of it, and told as changed: what it did is not found to differ any more.
        $state, $Run.Underway = $Run.Underway, $null
        if ($state.Result.status -eq 'skipped') {
            $state.Result.status = 'changed'
            $state.Result.changes = Format-Change $state.Changes
            $Run.Count.changed++
        }
        $null = Write-Event $state.Result
    }
    $line = [ordered]@{ time = $Run.Started.ToString('o'); by = $Run.By; apps = $Apps; status = $Status; seconds = ([DateTime]::UtcNow - $Run.Started).TotalSeconds }
    foreach ($key in 'ok', 'changed', 'failed', 'skipped') { $line[$key] = $Run.Count[$key] }
    $text = (ConvertTo-EventJson (Hide-Secret $line)) + "`n"
    # In one statement, which no stop divides.
    if (-not $Run.Noted) { $Run.Noted = -not [IO.File]::AppendAllText([IO.Path]::Combine($Run.Folder, 'journal.jsonl'), $text) }
    if ($Run.Id -and $Run.Locked) { [IO.File]::WriteAllLines([IO.Path]::Combine($Run.Folder, 'last-run.txt'), [string[]] (@("$($Run.Id)`t$Status") + $Run.Told)) }
    if ($Run.Locked -and $Status -notin 'failed', 'interrupted', 'restarting') { Clear-Unfinished }
    $Run.Ended = $true
}
