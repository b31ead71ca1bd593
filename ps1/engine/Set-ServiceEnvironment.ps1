function Set-ServiceEnvironment {
    <#
    .SYNOPSIS
    Writes the environment variables that a service gets besides those of the host.
    .PARAMETER Name
    The service's name.
    .PARAMETER Variables
    The variables; a secret is written as its text.
    #>
    param([string] $Name, [hashtable] $Variables)

    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey("SYSTEM\CurrentControlSet\Services\$Name", $true)
    $names = @($Variables.Keys | Sort-Object)
    if ($names.Count) {
        $key.SetValue('Environment', [string[]] @($names | ForEach-Object { "$_=$(ConvertFrom-Secret $Variables[$_])" }), [Microsoft.Win32.RegistryValueKind]::MultiString)
    } else { $key.DeleteValue('Environment', $false) }
    $secrets = @($names | Where-Object { $Variables[$_] -is [securestring] })
    if ($secrets.Count) { Write-Warning "every user of the host can read what now stands in $($key.Name)\Environment: $($secrets -join ', ')" }
    $key.Dispose()
}
