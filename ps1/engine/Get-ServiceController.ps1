function Get-ServiceController {
    <#
    .SYNOPSIS
    Gives the controller of a service, or nothing where there is no such service.
    .PARAMETER Name
    The service's name.
    #>
    param([string] $Name)

    if (-not ('ServiceProcess.ServiceController' -as [type])) { Add-Type -AssemblyName System.ServiceProcess }
    $controller = [ServiceProcess.ServiceController]::new($Name)
    # As a method: PowerShell may make $null of what a property throws.
    try { $null = $controller.get_Status() } catch {
        $controller.Dispose()
        $cause = $_.Exception.GetBaseException()
        if ($cause -is [ComponentModel.Win32Exception] -and $cause.NativeErrorCode -eq 1060) { return }
        throw
    }
    $controller
}
