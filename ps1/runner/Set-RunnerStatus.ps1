function Set-RunnerStatus {
    <#
    .SYNOPSIS
    Notes how a run has ended, and says an error on stderr.
    .PARAMETER Run
    The run.
    .PARAMETER Status
    ok, failed, timeout, overlap or missing.
    .PARAMETER ExitCode
    What the runner ends with.
    .PARAMETER ErrorText
    What went wrong, if the exit code does not say it.
    #>
    param([hashtable] $Run, [string] $Status, [int] $ExitCode, [string] $ErrorText = '')

    $Run.Status, $Run.ExitCode, $Run.Error = $Status, $ExitCode, $ErrorText
    if ($ErrorText) { [Console]::Error.WriteLine("winstead: $($Run.Setting.app): $ErrorText") }
}
