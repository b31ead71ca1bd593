function Get-ServiceSetting {
    <#
    .SYNOPSIS
    A service's settings, as a resource has them.
    .PARAMETER Key
    The service's registry key.
    .PARAMETER Name
    The service's name.
    .PARAMETER Desired
    The desired properties: only these are read.
    #>
    param([Microsoft.Win32.RegistryKey] $Key, [string] $Name, [hashtable] $Desired)

    $setting = @{}
    switch ($Desired.Keys) {
        'path' { $setting.path = $Key.GetValue('ImagePath', '', 'DoNotExpandEnvironmentNames') }
        # Not from the key, where Windows' own services have a reference to a text.
        'display_name' { $setting.display_name = (Get-ServiceController $Name).DisplayName }
        'description' { $setting.description = $Key.GetValue('Description', '') }
        'start' {
            $setting.start = @('boot', 'system', 'automatic', 'manual', 'disabled')[$Key.GetValue('Start')]
            if ($setting.start -eq 'automatic' -and $Key.GetValue('DelayedAutostart') -eq 1) { $setting.start = 'automatic-delayed' }
        }
        'account' {
            $account = $Key.GetValue('ObjectName', 'LocalSystem') -replace "^$([regex]::Escape([Environment]::MachineName))\\", '.\'
            $setting.account = if ($account -eq $Desired.account) { $Desired.account } else { $account }
        }
        'depends_on' {
            $setting.depends_on = [string[]] @($Key.GetValue('DependOnService', @()))
            [Array]::Sort($setting.depends_on, [StringComparer]::Ordinal)
        }
        'recovery' { $setting.recovery = ConvertFrom-FailureAction $Key.GetValue('FailureActions') $Key.GetValue('FailureActionsOnNonCrashFailures', 0) }
        'environment' { $setting.environment = Get-ServiceEnvironment $Key $Desired['environment_in'] }
        'parameters' { $setting.parameters = Get-ServiceParameter $Key 'Parameters' $Desired['environment_in'] }
        'sid_type' { $setting.sid_type = @('none', 'unrestricted', 'other', 'restricted')[$Key.GetValue('ServiceSidType', 0)] }
    }
    $setting
}
