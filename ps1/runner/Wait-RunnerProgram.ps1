function Wait-RunnerProgram {
    <#
    .SYNOPSIS
    Writes what the program prints to its logs until it has ended, and says whether it did so before the time limit. What it has started, and left, is ended then.
    .PARAMETER Run
    The run.
    .PARAMETER Process
    The program's process.
    #>
    param([hashtable] $Run, [Diagnostics.Process] $Process)

    $readers = @(if ($Run.Logs) {
        Open-RunnerReader $Process.StandardOutput $Run.Logs[0]
        Open-RunnerReader $Process.StandardError $Run.Logs[-1]
    })
    $timely, $end = $true, $null
    while ($true) {
        $now = $Run.Clock.Elapsed.TotalSeconds
        $wait = [int] ([Math]::Max(0.0, [Math]::Min(1.0, $Run.Deadline - $now)) * 1000)
        if ($null -ne $end) {
            $wait = 100
            if ($now -ge $end) { break } # what has escaped still holds the other end of a pipe
        } elseif ($Process.HasExited -or $wait -eq 0) {
            $timely = $Process.HasExited
            Stop-RunnerTree $Run $Process
            $end = $now + 10
        }
        $reading = @($readers | Where-Object { $_.Task })
        if ($reading) {
            $null = [Threading.Tasks.Task]::WaitAny([Threading.Tasks.Task[]] @($reading | ForEach-Object { $_.Task }), $wait)
            foreach ($one in 0, 1) { if ($readers[$one].Task -and $readers[$one].Task.IsCompleted) { Receive-RunnerOutput $Run $readers[$one] $readers[1 - $one] } }
        } elseif ($Process.WaitForExit($wait) -and $null -ne $end) { break }
        foreach ($log in $Run.Logs) { Update-RunnerLog $Run $log }
    }
    foreach ($one in $readers) { Write-RunnerOutput $Run $one $one.Rest -Last }
    $timely
}
