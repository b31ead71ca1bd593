function Write-RunnerEvent {
    <#
    .SYNOPSIS
    Writes a run that did not go well to the event log: an error, or a warning where it ran already.
    .PARAMETER Run
    The run.
    #>
    param([hashtable] $Run)

    $source = $Run.Setting.event_source
    if (-not $source -or $Run.Status -eq 'ok') { return }
    try {
        # WriteEntry would make a missing source if it may.
        if (-not [Diagnostics.EventLog]::SourceExists($source)) { throw [InvalidOperationException]::new('this host has no such source') }
        $text = "$($Run.Setting.app): $($Run.Status), exit code $($Run.ExitCode), $($Run.Attempts.Count) attempts in $([int] $Run.Clock.Elapsed.TotalSeconds) s. $($Run.Error)"
        $level = if ($Run.Status -eq 'overlap') { 'Warning' } else { 'Error' }
        [Diagnostics.EventLog]::WriteEntry($source, $text, $level, [Array]::IndexOf(@('failed', 'timeout', 'missing', 'overlap'), $Run.Status) + 1)
    } catch { Add-RunnerWarning $Run "nothing was written to the event log as ${source}: $(Get-ErrorText $_.Exception)" }
}
