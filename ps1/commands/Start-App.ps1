function Start-App {
    <#
    .SYNOPSIS
    Starts an app's service unless it runs, and waits until it does.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    service, the service's name; stop_timeout in seconds, 30 unless given.
    #>
    param([string] $Name, [hashtable] $Setting)

    Invoke-AppCommand -Name $Name -Setting $Setting -State 'running' -Command 'Start-ServiceProcess'
}
