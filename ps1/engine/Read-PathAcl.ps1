function Read-PathAcl {
    <#
    .SYNOPSIS
    Gives the access control list of a file, a folder or a registry key; $null where it is not there.
    .PARAMETER Path
    A path as winstead writes it: C:\folder or HKLM\Key.
    .PARAMETER Audit
    Reads the audit entries too where this account may, so that Set-Acl, which writes them all, does not drop them.
    #>
    param([string] $Path, [switch] $Audit)

    $hives = @{ HKLM = 'HKEY_LOCAL_MACHINE'; HKCU = 'HKEY_CURRENT_USER'; HKU = 'HKEY_USERS'; HKCR = 'HKEY_CLASSES_ROOT'; HKCC = 'HKEY_CURRENT_CONFIG' }
    $hive, $key = $Path -split '\\', 2
    $full = if ($hives.ContainsKey($hive)) { "Registry::$($hives[$hive])\$key" } else { $Path }
    $there = if ($full -ne $Path) { $null -ne [Microsoft.Win32.Registry]::GetValue("$($hives[$hive])\$key", '', '') } else { [IO.File]::Exists($Path) -or [IO.Directory]::Exists($Path) }
    if (-not $there) { return }
    if ($Audit) {
        try {
            return Get-Acl -LiteralPath $full -Audit -ErrorAction Stop
        } catch {
            if ($_.Exception.GetBaseException() -isnot [Security.AccessControl.PrivilegeNotHeldException]) { throw }
        }
    }
    Get-Acl -LiteralPath $full -ErrorAction Stop
}
