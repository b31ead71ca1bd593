function Stop-App {
    <#
    .SYNOPSIS
    Stops an app's service unless it is stopped, and waits until it is; an error where services that run depend on it.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    service, the service's name; stop_timeout in seconds, 30 unless given.
    #>
    param([string] $Name, [hashtable] $Setting)

    Invoke-AppCommand -Name $Name -Setting $Setting -State 'stopped' -Command 'Stop-LoneService'
}
