function Open-RestartKey {
    <#
    .SYNOPSIS
    Opens winstead's own key about restarts, or gives nothing where it is not there. Windows forgets a volatile key with a restart, and with nothing else: so what it says holds until then.
    .PARAMETER Write
    Make it where it is not there, and open it to be written.
    #>
    param([switch] $Write)

    $path = 'SOFTWARE\winstead-restart'
    if (-not $Write) { return [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($path) }
    [Microsoft.Win32.Registry]::LocalMachine.CreateSubKey($path, [Microsoft.Win32.RegistryKeyPermissionCheck]::ReadWriteSubTree, [Microsoft.Win32.RegistryOptions]::Volatile)
}
