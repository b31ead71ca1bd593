function Test-CommandHealth {
    <#
    .SYNOPSIS
    Runs a program and looks whether it ends with 0: nothing if so, else its exit code and the last line that it wrote, of its errors if it wrote any.
    .PARAMETER Command
    The program and its arguments.
    .PARAMETER TimeoutSeconds
    How long it may run: then it is ended, with all that it started.
    #>
    param([string[]] $Command, [double] $TimeoutSeconds)

    $start = [Diagnostics.ProcessStartInfo]::new($Command[0], (Join-CommandLine @(for ($i = 1; $i -lt $Command.Count; $i++) { $Command[$i] })))
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        $written = [Threading.Tasks.Task[]] @($process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync())
        if (-not $process.WaitForExit([int] ($TimeoutSeconds * 1000))) {
            Stop-ProcessTree $process.Id
            return "no end within $TimeoutSeconds s"
        }
        if (-not $process.ExitCode) { return }
        # What it started may go on, and hold on to its output.
        $null = [Threading.Tasks.Task]::WaitAll($written, 1000)
        $lines = @($written | ForEach-Object { if ($_.IsCompleted) { $_.Result -split '\r?\n' } } | Where-Object { $_.Trim() })
        "exit code $($process.ExitCode)" + $(if ($lines.Count) { ": $($lines[-1])" })
    } finally { $process.Dispose() }
}
