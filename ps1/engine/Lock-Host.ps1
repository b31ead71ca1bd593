function Lock-Host {
    <#
    .SYNOPSIS
    Takes the host's lock, a global mutex that Windows frees with the process that holds it; waits for another run to end.
    .PARAMETER TimeoutSeconds
    How long to wait.
    #>
    param([int] $TimeoutSeconds)

    $lock = @{ Mutex = [Threading.Mutex]::new($false, 'Global\winstead'); Taken = $false; Holder = '' }
    $until = [DateTime]::UtcNow.AddSeconds($TimeoutSeconds)
    $wait = 0
    while (-not $lock.Taken) {
        # Short waits, for a stop from outside does not reach into a .NET call.
        try { $lock.Taken = $lock.Mutex.WaitOne($wait) } catch [Threading.AbandonedMutexException] { $lock.Taken = $true }
        # Nothing is begun on a host that is about to end; two minutes later somebody has called that off.
        $begun = if ($lock.Taken) { Read-RestartMark }
        if ($begun -and [DateTime]::UtcNow -lt $begun.AddMinutes(2)) {
            $lock.Mutex.ReleaseMutex()
            $lock.Taken = $false
            Start-Sleep -Milliseconds $wait
        }
        if (-not $lock.Taken -and [DateTime]::UtcNow -ge $until) {
            $holder = if ($begun) { 'it is being restarted' } else { try { [IO.File]::ReadAllText([IO.Path]::Combine($Run.Folder, 'lock.txt')) } catch [IO.IOException] { 'a plan, or a run that has just begun' } }
            $lock.Holder = "another run works on this host: $holder; gave up after $TimeoutSeconds s"
            $lock.Mutex.Dispose()
            return $lock
        }
        $wait = 200
    }
    if ($Run.Apply) {
        try {
            $null = [IO.Directory]::CreateDirectory($Run.Folder)
            [IO.File]::WriteAllText([IO.Path]::Combine($Run.Folder, 'lock.txt'), "$($Run.By), since $([DateTime]::UtcNow.ToString('o'))")
        } catch {
            $lock.Mutex.ReleaseMutex()
            $lock.Mutex.Dispose()
            throw
        }
    }
    $lock
}
