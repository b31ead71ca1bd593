function Get-ServiceDependency {
    <#
    .SYNOPSIS
    A table of all services that depend on others, and on which.
    #>
    param()

    $needs = @{}
    $services = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Services')
    foreach ($name in $services.GetSubKeyNames()) {
        $key = $services.OpenSubKey($name)
        if (-not $key) { continue }
        $list = $key.GetValue('DependOnService')
        if ($list) { $needs[$name] = @($list) }
        $key.Dispose()
    }
    $services.Dispose()
    $needs
}
