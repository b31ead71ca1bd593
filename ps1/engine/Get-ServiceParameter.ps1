function Get-ServiceParameter {
    <#
    .SYNOPSIS
    What stands in a subkey of a service's key: texts as they are, numbers of 32 bits, lists, subkeys as tables. What is of another kind than Set-ServiceParameter would write is a text that names its kind.
    .PARAMETER Key
    The service's registry key.
    .PARAMETER Path
    The subkey.
    .PARAMETER Except
    The path of a value that is left out.
    #>
    param([Microsoft.Win32.RegistryKey] $Key, [string] $Path, [string] $Except)

    $table = @{}
    $held = $Key.OpenSubKey($Path)
    if (-not $held) { return $table }
    foreach ($name in $held.GetValueNames()) {
        if ("$Path\$name" -eq $Except) { continue }
        $value = $held.GetValue($name, $null, 'DoNotExpandEnvironmentNames')
        $kind = "$($held.GetValueKind($name))"
        if ($kind -eq 'DWord') { $value = [BitConverter]::ToUInt32([BitConverter]::GetBytes($value), 0) }
        elseif ($kind -ne 'MultiString' -and $kind -ne 'ExpandString' -and ($kind -ne 'String' -or $value.Contains('%'))) { $value = "($kind) $value" }
        $table[$name] = $value
    }
    foreach ($name in $held.GetSubKeyNames()) { $table[$name] = Get-ServiceParameter $Key "$Path\$name" $Except }
    $held.Dispose()
    $table
}
