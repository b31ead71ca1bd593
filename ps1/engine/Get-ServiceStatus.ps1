function Get-ServiceStatus {
    <#
    .SYNOPSIS
    A service's state as people write it: running, stopped, start pending ...; absent where there is no such service.
    .PARAMETER Name
    The service's name.
    #>
    param([string] $Name)

    $controller = Get-ServiceController $Name
    if (-not $controller) { return 'absent' }
    ([string] $controller.Status -creplace '(?<=[a-z])(?=[A-Z])', ' ').ToLowerInvariant()
    $controller.Dispose()
}
