function Set-ServiceEnvironment {
    <#
    .SYNOPSIS
    Writes the environment variables that a service gets besides those of the host, to one place of its key.
    .PARAMETER Key
    The service's registry key, open for writing.
    .PARAMETER Variables
    The variables; a secret is written as its text.
    .PARAMETER In
    Where they stand: the path of a value. Its key's Environment holds none then.
    #>
    param([Microsoft.Win32.RegistryKey] $Key, [hashtable] $Variables, [string] $In = 'Environment')

    $Key.DeleteValue('Environment', $false)
    $place = if ($In.Contains('\')) { $Key.CreateSubKey([IO.Path]::GetDirectoryName($In)) } else { $Key }
    $value = [IO.Path]::GetFileName($In)
    $names = @($Variables.Keys | Sort-Object)
    if ($names.Count) {
        $place.SetValue($value, [string[]] @($names | ForEach-Object { "$_=$(ConvertFrom-Secret $Variables[$_])" }), [Microsoft.Win32.RegistryValueKind]::MultiString)
    } else { $place.DeleteValue($value, $false) }
    $secrets = @($names | Where-Object { $Variables[$_] -is [securestring] })
    if ($secrets.Count) { Write-Warning "every user of the host can read what now stands in $($place.Name)\${value}: $($secrets -join ', ')" }
}
