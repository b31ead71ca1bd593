function Get-RegistryValueState {
    <#
    .SYNOPSIS
    Reads a registry value: numbers without sign, those of 64 bits as text, bytes in hexadecimal, %NAME% as it stands.
    .PARAMETER Name
    The value, as Split-RegistryName takes it.
    .PARAMETER Desired
    type (String, ExpandString, DWord, QWord, MultiString, Binary) and value.
    #>
    param([string] $Name, [hashtable] $Desired)

    $part = Split-RegistryName $Name
    $key = $part.Hive.OpenSubKey($part.Key)
    if (-not $key) { return @{ ensure = 'absent' } }
    $held = $key.GetValue($part.Value, $null, 'DoNotExpandEnvironmentNames')
    $type = if ($null -ne $held) { "$($key.GetValueKind($part.Value))" }
    $key.Dispose()
    if ($null -eq $held) { return @{ ensure = 'absent' } }
    $value = switch ($held.GetType().Name) {
        'Int32' { [BitConverter]::ToUInt32([BitConverter]::GetBytes($held), 0) }
        'Int64' { [BitConverter]::ToUInt64([BitConverter]::GetBytes($held), 0).ToString([Globalization.CultureInfo]::InvariantCulture) }
        'Byte[]' { [BitConverter]::ToString($held).Replace('-', '').ToLowerInvariant() }
        'String[]' { , $held }
        default { "$held" }
    }
    @{ ensure = 'present'; type = $type; value = $value }
}

function Set-RegistryValueState {
    <#
    .SYNOPSIS
    Sets a registry value, with its key and type, or removes it and leaves the key.
    .PARAMETER Name
    The value, as Split-RegistryName takes it.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $part = Split-RegistryName $Name
    $key = $part.Hive.CreateSubKey($part.Key)
    try {
        if ($Desired.ensure -eq 'absent') { return $key.DeleteValue($part.Value, $false) }
        $value = $Desired.value
        $data = switch ($Desired.type) {
            'DWord' { [BitConverter]::ToInt32([BitConverter]::GetBytes([uint32] $value), 0) }
            'QWord' { [BitConverter]::ToInt64([BitConverter]::GetBytes([uint64]::Parse($value)), 0) }
            'MultiString' { , [string[]] $value }
            'Binary' { , [byte[]] @(for ($i = 0; $i -lt $value.Length; $i += 2) { [Convert]::ToByte($value.Substring($i, 2), 16) }) }
            default { ConvertFrom-Secret $value }
        }
        $key.SetValue($part.Value, $data, $Desired.type)
    } finally { $key.Dispose() }
}
