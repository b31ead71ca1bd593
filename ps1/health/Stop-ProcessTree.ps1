function Stop-ProcessTree {
    <#
    .SYNOPSIS
    Ends a process at once with all that it started; one that has ended is fine. What was started by one that ended before is not found.
    .PARAMETER Id
    The process's id.
    #>
    param([int] $Id)

    # Windows PowerShell 5.1 has no Kill that takes the tree.
    $start = [Diagnostics.ProcessStartInfo]::new([IO.Path]::Combine([Environment]::SystemDirectory, 'taskkill.exe'), "/PID $Id /T /F")
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($start)
    $said = $process.StandardError.ReadToEndAsync()
    $null = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    # 128: there is no such process.
    if ($process.ExitCode -notin 0, 128) { throw [InvalidOperationException] "process $Id could not be ended: $($said.Result.Trim())" }
}
