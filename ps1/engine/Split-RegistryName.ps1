function Split-RegistryName {
    <#
    .SYNOPSIS
    Takes a registry value's name apart: the hive, opened in its 64-bit view, the key's path and the value's own name, '' for the key's default.
    .PARAMETER Name
    'HKLM\Key\value', 'HKLM\Key\(default)', or 'HKLM\Key\\value' where the value's own name holds a backslash.
    #>
    param([string] $Name)

    $hives = @{ HKLM = 'LocalMachine'; HKCU = 'CurrentUser'; HKCR = 'ClassesRoot'; HKU = 'Users'; HKCC = 'CurrentConfig' }
    $hive, $path = $Name.Split([char[]] '\', 2)
    $at = $path.IndexOf('\\')
    $skip = 2
    if ($at -lt 0) { $at = $path.LastIndexOf('\'); $skip = 1 }
    $value = $path.Substring($at + $skip)
    @{
        Hive = [Microsoft.Win32.RegistryKey]::OpenBaseKey($hives[$hive], 'Registry64')
        Key = $path.Substring(0, $at)
        Value = $(if ($value -eq '(default)') { '' } else { $value })
    }
}
