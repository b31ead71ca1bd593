function Get-ServiceState {
    <#
    .SYNOPSIS
    Reads a service: its state from the service manager, its settings from its key.
    .PARAMETER Name
    Its name.
    .PARAMETER Desired
    The desired properties. Those that cannot be read, or say how to set others, are given back.
    #>
    param([string] $Name, [hashtable] $Desired)

    if ($Desired.ensure -eq 'present' -and $Desired.Contains('program_machine')) { Assert-ServiceProgram $Desired.program_machine }
    $state = Get-ServiceStatus $Name
    if ($state -eq 'absent') {
        if ($Desired.ensure -eq 'present' -and -not $Desired.Contains('path')) { throw "there is no service $Name on this host: give path to make one" }
        return @{ ensure = 'absent' }
    }
    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey("SYSTEM\CurrentControlSet\Services\$Name")
    if ($key.GetValue('DeleteFlag') -eq 1) { throw (New-ServiceError 1072 "reading service '$Name'") }
    $actual = Get-ServiceSetting -Key $key -Name $Name -Desired $Desired
    $key.Dispose()
    $actual.ensure = 'present'
    # One that was stopped for the switch of its release counts as running, as the plan had it: it is restarted below.
    $actual.state = if ($Run.Away[$Name] -and $Run.Away[$Name].IsRunning) { 'running' } else { $state }
    foreach ($one in 'password', 'stop_timeout', 'program_machine', 'environment_in') { if ($Desired.Contains($one)) { $actual[$one] = $Desired[$one] } }
    $actual
}

function Set-ServiceState {
    <#
    .SYNOPSIS
    Makes, changes or removes a service, never by deleting and making it anew; starts or stops it.
    .PARAMETER Name
    Its name.
    .PARAMETER Desired
    The desired properties. A password is set whenever something else is, for it cannot be read.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs. restart, and what holds only from the next start on of a service that is to run, restarts one that runs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $timeout = if ($Desired.Contains('stop_timeout')) { $Desired.stop_timeout } else { 30 }
    if ($Desired.ensure -eq 'absent') { return Remove-ServiceEntry $Name $timeout }
    $value = @{}
    foreach ($one in $Changes.Keys) { if ($Desired.Contains($one)) { $value[$one] = $Desired[$one] } }
    if ($Actual.ensure -eq 'absent') {
        $null = Invoke-ServiceControl 'create', $Name, 'binPath=', $Desired.path
        $value.Remove('path')
    } elseif ($value.Contains('path')) { Clear-ServiceWrapper $Name $Desired.path }
    if ($Desired.Contains('environment_in')) { $value.environment_in = $Desired.environment_in }
    if ($Desired.Contains('password')) {
        Set-ServiceAccount $Name $Desired.account $Desired.password
        $value.Remove('account')
    }
    Set-ServiceSetting $Name $value
    $runs = $Actual['state'] -notin 'stopped', $null
    $late = @('path', 'account', 'environment', 'parameters', 'sid_type' | Where-Object { $Changes.Contains($_) })
    if ($Desired['state'] -eq 'stopped') { if ($Changes.Contains('state')) { Stop-LoneService $Name $timeout } }
    elseif ($runs -and ($Changes.Contains('restart') -or ($Desired['state'] -eq 'running' -and $late))) { Restart-ServiceProcess $Name $timeout }
    elseif ($Desired['state'] -eq 'running' -and $Changes.Contains('state')) { Start-ServiceProcess $Name $timeout }
    if ($Run.Away[$Name]) { $Run.Away[$Name].Stop() }
}
