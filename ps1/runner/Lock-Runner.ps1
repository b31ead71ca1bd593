function Lock-Runner {
    <#
    .SYNOPSIS
    Takes the app's lock, if one is asked for, and says whether it could: a mutex of this host, or a file that is held open, also on a share. Windows frees both with this process.
    .PARAMETER Run
    The run.
    #>
    param([hashtable] $Run)

    $wanted = $Run.Setting.lock
    if (-not $wanted) { return $true }
    while ($true) {
        $Run.Lock = if ($wanted.file) { Open-LockFile $wanted.file } else { Open-LockMutex "Global\winstead-$($Run.Setting.app)" }
        if ($Run.Lock) { return $true }
        if ($Run.Clock.Elapsed.TotalSeconds -ge $wanted.wait -or $Run.Interrupt.WaitOne(200)) { break }
    }
    $holder = try {
        if ($wanted.file) { Read-SharedText $wanted.file }
        elseif ((Read-SharedText ([IO.Path]::Combine($Run.Folder, 'running.json'))) -match '"runner_pid":(\d+),"start":"([^"]+)"') { "process $($Matches[1]) since $($Matches[2])" }
    } catch [IO.IOException], [UnauthorizedAccessException] { }
    if (-not $holder) { $holder = 'a run that has just begun, or that may not be read' }
    Set-RunnerStatus $Run overlap 75 "it runs already: $holder"
    $false
}
