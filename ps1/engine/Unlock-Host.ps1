function Unlock-Host {
    <#
    .SYNOPSIS
    Frees the host's lock.
    .PARAMETER Lock
    What Lock-Host gave.
    #>
    param([hashtable] $Lock)

    try { if ($Run.Apply) { [IO.File]::Delete([IO.Path]::Combine($Run.Folder, 'lock.txt')) } } finally {
        $Lock.Mutex.ReleaseMutex()
        $Lock.Mutex.Dispose()
    }
}
