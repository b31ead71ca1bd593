function Read-RestartReason {
    <#
    .SYNOPSIS
    Reads what this host waits for a restart for: nothing where it waits for none.
    #>
    param()

    $machine = 'HKEY_LOCAL_MACHINE'
    $keys = [ordered]@{
        'servicing' = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending'
        'Windows Update' = 'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired'
    }
    foreach ($reason in $keys.Keys) {
        $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($keys[$reason])
        if ($key) { $key.Dispose(); $reason }
    }
    # Pairs: a file, and what it becomes; nothing there means that it only goes, for which nothing waits.
    $replaced = @(foreach ($name in 'PendingFileRenameOperations', 'PendingFileRenameOperations2') {
        $pairs = @([Microsoft.Win32.Registry]::GetValue("$machine\SYSTEM\CurrentControlSet\Control\Session Manager", $name, $null))
        for ($at = 1; $at -lt $pairs.Count; $at += 2) { if ($pairs[$at]) { $pairs[$at] } }
    })
    if ($replaced.Count) { 'files in use that are to be replaced' }
    $active, $next = foreach ($name in 'ActiveComputerName', 'ComputerName') { [string] [Microsoft.Win32.Registry]::GetValue("$machine\SYSTEM\CurrentControlSet\Control\ComputerName\$name", 'ComputerName', '') }
    if ($active -and $next -and $active -ne $next) { "the new computer name $next" }
    foreach ($name in 'JoinDomain', 'AvoidSpnSet') {
        if ($null -ne [Microsoft.Win32.Registry]::GetValue("$machine\SYSTEM\CurrentControlSet\Services\Netlogon", $name, $null)) { 'the join of a domain'; break }
    }
    $key = Open-RestartKey
    if ($key) { try { $key.GetValueNames() -ne 'Begun' } finally { $key.Dispose() } }
}
