function Restart-App {
    <#
    .SYNOPSIS
    Restarts an app's service with those that depend on it, and waits until it runs; starts one that is stopped.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    service, the service's name; stop_timeout in seconds, 30 unless given.
    #>
    param([string] $Name, [hashtable] $Setting)

    Invoke-AppCommand -Name $Name -Setting $Setting -State 'running' -Command 'Restart-ServiceProcess' -Always
}
