function Get-DependentService {
    <#
    .SYNOPSIS
    The names of the running services that depend on a service, directly or through others, in the order in which they must stop.
    .PARAMETER Name
    The service's name.
    .PARAMETER Needs
    Which services depend on which.
    .PARAMETER Seen
    The services that were looked at.
    #>
    param([string] $Name, [hashtable] $Needs = (Get-ServiceDependency), [hashtable] $Seen = @{})

    $Seen[$Name] = $true
    foreach ($one in $Needs.Keys | Sort-Object) {
        if ($Seen.Contains($one) -or $Name -notin $Needs[$one]) { continue }
        Get-DependentService $one $Needs $Seen
        if ((Get-ServiceStatus $one) -notin 'stopped', 'absent') { $one }
    }
}
