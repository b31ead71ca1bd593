function Invoke-RunnerProgram {
    <#
    .SYNOPSIS
    Runs the program, and again while it fails and its settings say so, within the time limit, which holds for all attempts together.
    .PARAMETER Run
    The run; its Status, ExitCode and Error say how it ended.
    #>
    param([hashtable] $Run)

    $setting, $retry = $Run.Setting, $Run.Setting.retry
    try { $Run.Job = New-ProcessJob } catch { Add-RunnerWarning $Run "what the program starts is not ended with it: $(Get-ErrorText $_.Exception)" }
    $Run.Logs = @(Open-RunnerLog $Run)
    $since = $Run.Clock.Elapsed.TotalSeconds
    if ($null -ne $setting.timeout) { $Run.Deadline = $since + $setting.timeout }
    for ($number = 0; ; $number++) {
        Invoke-RunnerAttempt $Run
        if ($Run.Status -ne 'failed' -or $Run.Interrupt.WaitOne(0) -or -not $retry -or $number -ge $retry.max_retries) { return }
        if (Test-ExitCode $Run.ExitCode $retry.never) { return }
        if ($null -ne $retry.on -and -not (Test-ExitCode $Run.ExitCode $retry.on)) { return }
        $delay = [Math]::Min($retry.delay * [Math]::Pow($retry.factor, $number), [double] $retry.max_delay)
        Write-RunnerNote $Run "attempt $($number + 1) ended with exit code $($Run.ExitCode), the next in $delay s"
        $until = [Math]::Min($Run.Clock.Elapsed.TotalSeconds + $delay, $Run.Deadline)
        while (($left = $until - $Run.Clock.Elapsed.TotalSeconds) -gt 0 -and -not $Run.Interrupt.WaitOne([int] [Math]::Min($left * 1000 + 1, 3600000.0))) { }
        if ($Run.Interrupt.WaitOne(0)) { return Set-RunnerStatus $Run failed $Run.ExitCode 'it was interrupted by Ctrl-C before another attempt' }
        if ($Run.Clock.Elapsed.TotalSeconds -ge $Run.Deadline) {
            Set-RunnerStatus $Run timeout 124 "the time limit of $($setting.timeout) s was reached between two attempts"
            return
        }
    }
}
