function Write-RunnerMark {
    <#
    .SYNOPSIS
    Writes running.json, which tells the app's commands that it runs: the runner's process, since when, and the program's.
    .PARAMETER Run
    The run.
    .PARAMETER ProcessId
    The program's process id; $null between two attempts.
    #>
    param([hashtable] $Run, $ProcessId)

    $mark = [ordered]@{ pid = $ProcessId; runner_pid = $PID; start = $Run.Start.ToString('o') }
    try {
        $null = [IO.Directory]::CreateDirectory($Run.Folder)
        [IO.File]::WriteAllText([IO.Path]::Combine($Run.Folder, 'running.json'), (ConvertTo-EventJson $mark))
    } catch [IO.IOException], [UnauthorizedAccessException] { Add-RunnerWarning $Run "running.json cannot be written: $(Get-ErrorText $_.Exception)" }
}
