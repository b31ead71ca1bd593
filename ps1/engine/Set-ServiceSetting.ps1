function Set-ServiceSetting {
    <#
    .SYNOPSIS
    Changes a service in place: all that sc.exe sets, its environment, and what stands in its key's Parameters.
    .PARAMETER Name
    The service's name.
    .PARAMETER Value
    The settings, by the names that a resource has for them. environment_in only says where, for the others.
    #>
    param([string] $Name, [hashtable] $Value)

    if ($Value.Contains('description')) { $null = Invoke-ServiceControl 'description', $Name, $Value.description }
    if ($Value.Contains('sid_type')) { $null = Invoke-ServiceControl 'sidtype', $Name, $Value.sid_type }
    if ($Value.Contains('recovery')) {
        $actions = @($Value.recovery.actions | ForEach-Object { ($_ -replace '^none$', ' 0') -replace ' ', '/' }) -join '/'
        $null = Invoke-ServiceControl 'failure', $Name, 'reset=', $Value.recovery.reset, 'actions=', $actions
        $null = Invoke-ServiceControl 'failureflag', $Name, ([int] $Value.recovery.non_crash)
    }
    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey("SYSTEM\CurrentControlSet\Services\$Name", $true)
    if ($Value.Contains('parameters')) { Set-ServiceParameter $key 'Parameters' $Value.parameters $Value['environment_in'] }
    if ($Value.Contains('environment')) {
        $place = if ($Value.Contains('environment_in')) { $Value.environment_in } else { 'Environment' }
        Set-ServiceEnvironment $key $Value.environment $place
    }
    $key.Dispose()
    # Last, start among it: what is half made does not start by itself.
    $options = @(switch ($Value.Keys) {
        'path' { 'binPath=', $Value.path }
        'display_name' { 'DisplayName=', $Value.display_name }
        'start' { 'start=', @{ 'automatic' = 'auto'; 'automatic-delayed' = 'delayed-auto'; 'manual' = 'demand'; 'disabled' = 'disabled' }[$Value.start] }
        'depends_on' { 'depend=', $(if ($Value.depends_on) { $Value.depends_on -join '/' } else { '/' }) }
        'account' {
            'obj=', $Value.account
            # ChangeServiceConfig wants an empty password for these, and none at all for virtual and managed accounts.
            if ($Value.account -match '^(LocalSystem|NT AUTHORITY\\.*)$') { 'password=', '' }
        }
    })
    if ($options) { $null = Invoke-ServiceControl (@('config', $Name) + $options) }
}
