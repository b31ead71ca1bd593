function Open-EnvironmentKey {
    <#
    .SYNOPSIS
    Opens the registry key that holds the environment variables of the machine or of the user; $null where there is none to read.
    .PARAMETER Scope
    user, or machine for everything else.
    .PARAMETER Writable
    Opens it for writing, and makes it where it is missing.
    #>
    param([string] $Scope, [switch] $Writable)

    $root, $path = if ($Scope -eq 'user') { [Microsoft.Win32.Registry]::CurrentUser, 'Environment' }
        else { [Microsoft.Win32.Registry]::LocalMachine, 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment' }
    if ($Writable) { $root.CreateSubKey($path) } else { $root.OpenSubKey($path) }
}
