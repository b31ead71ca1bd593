function Restart-ServiceProcess {
    <#
    .SYNOPSIS
    Stops a service with those that depend on it, and starts them all again.
    .PARAMETER Name
    The service's name.
    .PARAMETER TimeoutSeconds
    How long each stop and start may take.
    #>
    param([string] $Name, [double] $TimeoutSeconds = 30)

    $dependents = @(Get-DependentService $Name)
    foreach ($one in $dependents) { Stop-ServiceProcess $one $TimeoutSeconds }
    try {
        Stop-ServiceProcess $Name $TimeoutSeconds
        Start-ServiceProcess $Name $TimeoutSeconds
    } catch {
        if ($dependents.Count) { Write-Warning "stopped with service '$Name', and not started again: $($dependents -join ', ')" }
        throw
    }
    [Array]::Reverse($dependents)
    foreach ($one in $dependents) { Start-ServiceProcess $one $TimeoutSeconds }
}
