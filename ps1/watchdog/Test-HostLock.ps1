function Test-HostLock {
    <#
    .SYNOPSIS
    Says whether a run holds the host's lock. The lock is opened and never made: one that SYSTEM makes would be closed to administrators.
    #>
    param()

    $mutex = $null
    try { if (-not [Threading.Mutex]::TryOpenExisting('Global\winstead', [ref] $mutex)) { return $false } } catch [UnauthorizedAccessException] { return $true }
    try { $free = $mutex.WaitOne(0) } catch [Threading.AbandonedMutexException] { $free = $true }
    if ($free) { $mutex.ReleaseMutex() }
    $mutex.Dispose()
    -not $free
}
