function Get-FirewallRuleState {
    <#
    .SYNOPSIS
    Reads a firewall rule.
    .PARAMETER Name
    Its unique name.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    try {
        $rule = Get-NetFirewallRule -Name $Name -ErrorAction Stop
    } catch {
        if ($_.CategoryInfo.Category -ne 'ObjectNotFound') { throw }
        return @{ ensure = 'absent' }
    }
    if ($Desired.ensure -eq 'absent') { return @{ ensure = 'present' } }
    $filter = Read-FirewallFilter $rule
    $bits = [int] $rule.Profile -band 7
    $profiles = [string[]] @(if ($bits -in 0, 7) { 'any' } else { foreach ($one in 1, 2, 4) { if ($bits -band $one) { @{ 1 = 'domain'; 2 = 'private'; 4 = 'public' }[$one] } } })
    $port = if ("$($rule.Direction)" -eq 'Inbound') { $filter.Port.LocalPort } else { $filter.Port.RemotePort }
    $program, $service = foreach ($one in $filter.Application.Program, $filter.Service.Service) { if ($one -eq 'Any') { 'any' } else { $one } }
    if ([Environment]::ExpandEnvironmentVariables($program) -eq [Environment]::ExpandEnvironmentVariables($Desired.program)) { $program = $Desired.program }
    @{
        ensure = 'present'
        display_name = $rule.DisplayName
        direction = "$($rule.Direction)".ToLowerInvariant()
        action = "$($rule.Action)".ToLowerInvariant()
        protocol = "$($filter.Port.Protocol)".ToLowerInvariant()
        port = Select-FirewallValue $port $Desired.port
        remote = Select-FirewallValue $filter.Address.RemoteAddress $Desired.remote
        program = $program
        service = $(if ($service -eq $Desired.service) { $Desired.service } else { $service })
        profiles = $profiles
        enabled = "$($rule.Enabled)" -eq 'True'
    }
}

function Set-FirewallRuleState {
    <#
    .SYNOPSIS
    Makes a firewall rule, changes it in place, or removes it.
    .PARAMETER Name
    Its unique name.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    if ($Run.Contains('FirewallFilters')) { $Run['FirewallFilters'].Remove($Name) }
    # A rule's direction is fixed when it is made (INetFwRule::put_Direction).
    if ($Actual.ensure -eq 'present' -and ($Desired.ensure -eq 'absent' -or $Changes.Contains('direction'))) { Remove-NetFirewallRule -Name $Name -ErrorAction Stop }
    if ($Desired.ensure -eq 'absent') { return }
    $settings = @{
        Action = $Desired.action
        Enabled = "$($Desired.enabled)"
        Profile = $Desired.profiles -join ', '
        Protocol = $Desired.protocol
        RemoteAddress = $Desired.remote
        Program = $Desired.program
        Service = $Desired.service
    }
    $ports = $Desired.protocol -in 'tcp', 'udp'
    $side = if ($Desired.direction -eq 'inbound') { 'LocalPort' } else { 'RemotePort' }
    if ($ports) { $settings[$side] = $Desired.port }
    if ($Actual.ensure -eq 'absent' -or $Changes.Contains('direction')) {
        $null = New-NetFirewallRule @settings -Name $Name -DisplayName $Desired.display_name -Direction $Desired.direction -Group 'winstead' -ErrorAction Stop
        return
    }
    # Ports that were set for TCP or UDP would make another protocol invalid.
    if (-not $ports -and $Changes.Contains('protocol')) { $settings.LocalPort = 'Any'; $settings.RemotePort = 'Any' }
    Set-NetFirewallRule @settings -Name $Name -NewDisplayName $Desired.display_name -ErrorAction Stop
}
