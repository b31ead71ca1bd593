function Switch-Release {
    <#
    .SYNOPSIS
    Makes a release the current one: stops the app's service, if it runs, puts the junction in place, and notes it; the service is left stopped.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases, which is written anew before and after.
    .PARAMETER Release
    The name of the release's folder.
    .PARAMETER Setting
    service, stop_timeout, before_stop, before_start.
    .PARAMETER Outcome
    What becomes of the release by that: pending until it is confirmed, or good.
    #>
    param([string] $Path, [hashtable] $Record, [string] $Release, [hashtable] $Setting, [string] $Outcome)

    $from = Get-CurrentRelease $Path
    New-ReleaseLink -Path $Path -Release $Release
    Invoke-ReleaseHook -Setting $Setting -Hook 'before_stop' -Path $Path -Version $Record.releases[$Release].version
    if (-not $Record.underway) { $Record.underway = @{ from = $from; to = $Release } }
    Write-ReleaseRecord -Path $Path -Record $Record
    $service = $Setting['service']
    if ($service) {
        if ((Get-ServiceStatus $service) -notin 'stopped', 'absent') { $Run.Away[$service] = [Diagnostics.Stopwatch]::StartNew() }
        Stop-LoneService $service $Setting.stop_timeout
    }
    Switch-ReleaseLink $Path
    $Record.releases[$Release].outcome = $Outcome
    $Record.order = @(@($Record.order | Where-Object { $_ -ne $Release }) + $Release)
    Write-ReleaseRecord -Path $Path -Record $Record
    # Until then the switch is underway: where the hook fails, the next run begins it again.
    Invoke-ReleaseHook -Setting $Setting -Hook 'before_start' -Path $Path -Version $Record.releases[$Release].version
    $Record.underway = $null
    Write-ReleaseRecord -Path $Path -Record $Record
}
