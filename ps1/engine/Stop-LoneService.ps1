function Stop-LoneService {
    <#
    .SYNOPSIS
    Stops a service for good; an error where services that run depend on it.
    .PARAMETER Name
    The service's name.
    .PARAMETER TimeoutSeconds
    How long it may take.
    #>
    param([string] $Name, [double] $TimeoutSeconds = 30)

    $dependents = @(Get-DependentService $Name)
    if ($dependents.Count) { throw [InvalidOperationException] "service '$Name' cannot stop, for services that run depend on it: stop them first, or remove it from their depends_on: $($dependents -join ', ')" }
    Stop-ServiceProcess $Name $TimeoutSeconds
}
