function Open-LockMutex {
    <#
    .SYNOPSIS
    Gives a mutex that this thread now owns, or nothing while another process does.
    .PARAMETER Name
    The mutex' name.
    #>
    param([string] $Name)

    # One that another account has made may not be opened; it is there while that account's run is.
    try { $mutex = [Threading.Mutex]::new($false, $Name) } catch [UnauthorizedAccessException] { return }
    $taken = try { $mutex.WaitOne(0) } catch [Threading.AbandonedMutexException] { $true }
    if ($taken) { return $mutex }
    $mutex.Dispose()
}
