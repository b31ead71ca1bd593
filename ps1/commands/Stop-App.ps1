function Stop-App {
    <#
    .SYNOPSIS
    Stops an app unless it is stopped, and waits until it is; an error where services that run depend on it.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    As Invoke-AppCommand takes it.
    #>
    param([string] $Name, [hashtable] $Setting)

    $command = if ($Setting.entry -like 'Service/*') { { Stop-LoneService $args[0] $args[1] } } else { { Stop-AppScheduledTask $args[0] $args[1] } }
    Invoke-AppCommand -Name $Name -Setting $Setting -State 'stopped' -Command $command
}
