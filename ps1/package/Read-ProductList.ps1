function Read-ProductList {
    <#
    .SYNOPSIS
    The products that Windows lists as installed, for the machine and for this user: Key, Name, Version, Uninstall (a command line), Quiet (whether that asks nothing).
    #>
    param()

    $path = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall'
    foreach ($place in @('LocalMachine', 'Registry64'), @('LocalMachine', 'Registry32'), @('CurrentUser', 'Default')) {
        $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey($place[0], $place[1])
        $keys = $root.OpenSubKey($path)
        $root.Dispose()
        if (-not $keys) { continue }
        foreach ($name in $keys.GetSubKeyNames()) {
            $key = $keys.OpenSubKey($name)
            if (-not $key) { continue }
            $quiet = $key.GetValue('QuietUninstallString')
            $plain = $key.GetValue('UninstallString')
            $one = @{ Key = $name; Name = "$($key.GetValue('DisplayName'))"; Version = "$($key.GetValue('DisplayVersion'))"; Uninstall = "$(if ($quiet) { $quiet } else { $plain })"; Quiet = [bool] $quiet }
            $key.Dispose()
            if ($one.Name) { $one }
        }
        $keys.Dispose()
    }
}
