function Invoke-RunnerAttempt {
    <#
    .SYNOPSIS
    Starts the program once and waits until it and what it has started have ended, by themselves or at the time limit.
    .PARAMETER Run
    The run.
    #>
    param([hashtable] $Run)

    $setting = $Run.Setting
    $start = [Diagnostics.ProcessStartInfo]::new($setting.path, $setting.arguments)
    $start.UseShellExecute = $false
    if ($setting.directory) { $start.WorkingDirectory = $setting.directory }
    $start.RedirectStandardOutput = $start.RedirectStandardError = $Run.Logs.Count -gt 0
    $attempt = [ordered]@{ start = [DateTime]::UtcNow.ToString('o'); seconds = 0.0; exit_code = $null }
    $Run.Attempts += $attempt
    $since = $Run.Clock.Elapsed.TotalSeconds
    try { $process = [Diagnostics.Process]::Start($start) } catch [ComponentModel.Win32Exception] {
        $cause = $_.Exception.GetBaseException()
        $attempt.exit_code = $cause.NativeErrorCode
        Set-RunnerStatus $Run failed $cause.NativeErrorCode "$($setting.path) cannot be started: $($cause.Message)"
        Write-RunnerNote $Run $Run.Error
        return
    }
    $Run.ProcessId = $process.Id
    Write-RunnerMark $Run $process.Id
    $timely = Wait-RunnerProgram $Run $process
    $attempt.exit_code = $process.ExitCode
    $attempt.seconds = $Run.Clock.Elapsed.TotalSeconds - $since
    $process.Dispose()
    Write-RunnerMark $Run $null
    if (-not $timely) {
        Set-RunnerStatus $Run timeout 124 "the program was ended at its time limit of $($setting.timeout) s"
        Write-RunnerNote $Run $Run.Error
    } elseif (Test-ExitCode $attempt.exit_code $setting.success) { Set-RunnerStatus $Run ok $attempt.exit_code }
    # Windows tells both of Ctrl-C at once, and the program may have ended before this process has heard of it.
    elseif ($Run.Interrupt.WaitOne(500)) { Set-RunnerStatus $Run failed $attempt.exit_code 'it was interrupted by Ctrl-C' }
    else { Set-RunnerStatus $Run failed $attempt.exit_code }
}
