function Restart-App {
    <#
    .SYNOPSIS
    Restarts an app with the services that depend on it, and waits until it runs; starts one that is stopped.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    As Invoke-AppCommand takes it.
    #>
    param([string] $Name, [hashtable] $Setting)

    $command = if ($Setting.entry -like 'Service/*') { { Restart-ServiceProcess $args[0] $args[1] } } else { { $null = Stop-AppScheduledTask $args[0] $args[1]; Start-AppScheduledTask $args[0] } }
    Invoke-AppCommand -Name $Name -Setting $Setting -State 'running' -Command $command -Always
}
