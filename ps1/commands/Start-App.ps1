function Start-App {
    <#
    .SYNOPSIS
    Starts an app unless it runs, and waits until it does.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    As Invoke-AppCommand takes it.
    #>
    param([string] $Name, [hashtable] $Setting)

    $command = if ($Setting.entry -like 'Service/*') { { Start-ServiceProcess $args[0] $args[1] } } else { { Start-AppScheduledTask $args[0] } }
    Invoke-AppCommand -Name $Name -Setting $Setting -State 'running' -Command $command
}
