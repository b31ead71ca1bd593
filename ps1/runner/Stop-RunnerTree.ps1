function Stop-RunnerTree {
    <#
    .SYNOPSIS
    Ends the program, if it still runs, and all processes that come from it.
    .PARAMETER Run
    The run.
    .PARAMETER Process
    The program's process.
    #>
    param([hashtable] $Run, [Diagnostics.Process] $Process)

    $until = $Run.Clock.Elapsed.TotalSeconds + 10
    while ($true) {
        # Again and again, for one that ends may have started another one.
        $ids = @(if ($Run.Job) { Get-JobProcess $Run.Job } elseif (-not $Process.HasExited) { $Process.Id })
        if (-not $ids) { return }
        if ($Run.Clock.Elapsed.TotalSeconds -ge $until) {
            Add-RunnerWarning $Run "processes that the program has started could not be ended: $($ids -join ', ')"
            return
        }
        foreach ($id in $ids) {
            try {
                $one = [Diagnostics.Process]::GetProcessById($id)
                $one.Kill()
                $null = $one.WaitForExit(1000)
                $one.Dispose()
            } catch [ArgumentException], [InvalidOperationException], [ComponentModel.Win32Exception] {
                # It has ended meanwhile, or is ending, or is another account's: the next look tells.
                [Threading.Thread]::Sleep(50)
            }
        }
    }
}
