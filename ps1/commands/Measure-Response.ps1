function Measure-Response {
    <#
    .SYNOPSIS
    Notes in $Run.Response how many seconds an app's health check takes on the average before it is deployed anew; nothing where it is not healthy.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    health, a HealthCheck's properties.
    #>
    param([string] $Name, [hashtable] $Setting)

    if (-not $Run.Apply) { return }
    # The first one warms up what the others are measured by.
    if ($null -ne (Test-Health $Setting.health)) { return }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    for ($i = 0; $i -lt 5; $i++) { if ($null -ne (Test-Health $Setting.health)) { return } }
    $Run.Response = $clock.Elapsed.TotalSeconds / 5
}
