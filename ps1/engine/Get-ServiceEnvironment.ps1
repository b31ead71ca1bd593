function Get-ServiceEnvironment {
    <#
    .SYNOPSIS
    The environment variables that a service gets besides those of the host: those in its key's Environment, and those that its program takes from elsewhere in the key.
    .PARAMETER Key
    The service's registry key.
    .PARAMETER In
    Where else they stand: the path of a value.
    #>
    param([Microsoft.Win32.RegistryKey] $Key, [string] $In)

    $variables = @{}
    $lines = @($Key.GetValue('Environment', @()))
    if ($In) { $lines += @([Microsoft.Win32.Registry]::GetValue("$($Key.Name)\$([IO.Path]::GetDirectoryName($In))", [IO.Path]::GetFileName($In), @())) }
    foreach ($line in $lines) { if ($line) { $variable, $text = $line -split '=', 2; $variables[$variable] = $text } }
    $variables
}
