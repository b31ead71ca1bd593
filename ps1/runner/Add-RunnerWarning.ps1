function Add-RunnerWarning {
    <#
    .SYNOPSIS
    Says on stderr, and in the run's line of the history, what did not work but does not keep the program from running. The same is said once.
    .PARAMETER Run
    The run.
    .PARAMETER Text
    What did not work.
    #>
    param([hashtable] $Run, [string] $Text)

    if ($Run.Warnings -contains $Text -or $Run.Warnings.Count -ge 20) { return }
    $Run.Warnings += $Text
    [Console]::Error.WriteLine("winstead: $($Run.Setting.app): warning: $Text")
}
