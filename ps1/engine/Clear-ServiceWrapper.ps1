function Clear-ServiceWrapper {
    <#
    .SYNOPSIS
    Removes the settings that nssm left in a service's Parameters, where another program is to be the service's: they may hold secrets.
    .PARAMETER Name
    The service's name.
    .PARAMETER Path
    The service's new command line.
    #>
    param([string] $Name, [string] $Path)

    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey("SYSTEM\CurrentControlSet\Services\$Name", $true)
    $program = '\A"?[^"]*\\nssm[^"\\]*\.exe'
    if ("$($key.GetValue('ImagePath'))" -match $program -and $Path -notmatch $program) { $key.DeleteSubKeyTree('Parameters', $false) }
    $key.Dispose()
}
