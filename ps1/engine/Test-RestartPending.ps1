function Test-RestartPending {
    <#
    .SYNOPSIS
    Says whether Windows waits for a restart: for updates, for servicing, or to replace files that are in use.
    #>
    param()

    $machine = [Microsoft.Win32.Registry]::LocalMachine
    foreach ($name in 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending', 'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired') {
        $key = $machine.OpenSubKey($name)
        if ($key) { $key.Dispose(); return $true }
    }
    $manager = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Control\Session Manager')
    try { $null -ne $manager.GetValue('PendingFileRenameOperations') } finally { $manager.Dispose() }
}
