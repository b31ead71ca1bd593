function Set-ServiceParameter {
    <#
    .SYNOPSIS
    Makes a subkey of a service's key hold what a table says, and nothing else: texts (which Windows expands where they hold a %), numbers of 32 bits, lists, and tables as subkeys.
    .PARAMETER Key
    The service's registry key, open for writing.
    .PARAMETER Path
    The subkey.
    .PARAMETER Table
    The values by their names; '' is the default value.
    .PARAMETER Except
    The path of a value that is left as it is.
    #>
    param([Microsoft.Win32.RegistryKey] $Key, [string] $Path, [hashtable] $Table, [string] $Except)

    $held = $Key.CreateSubKey($Path)
    foreach ($name in $held.GetValueNames()) {
        if ("$Path\$name" -ne $Except -and $Table[$name] -isnot [string] -and $Table[$name] -isnot [array]) { $held.DeleteValue($name) }
    }
    foreach ($name in $held.GetSubKeyNames()) { if ($Table[$name] -isnot [hashtable]) { $held.DeleteSubKeyTree($name) } }
    foreach ($name in $Table.Keys) {
        $value = $Table[$name]
        if ($value -is [hashtable]) { Set-ServiceParameter $Key "$Path\$name" $value $Except }
        elseif ($value -is [array]) { $held.SetValue($name, [string[]] $value, 'MultiString') }
        elseif ($value -is [string]) { $held.SetValue($name, $value, $(if ($value.Contains('%')) { 'ExpandString' } else { 'String' })) }
        else { $held.SetValue($name, [BitConverter]::ToInt32([BitConverter]::GetBytes([uint32] $value), 0), 'DWord') }
    }
    $held.Dispose()
}
