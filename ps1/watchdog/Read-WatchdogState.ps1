function Read-WatchdogState {
    <#
    .SYNOPSIS
    What the looks before have found; a fresh state where there is none, or where it cannot be read any more, which is told.
    .PARAMETER Settings
    The watchdog's settings.
    #>
    param([hashtable] $Settings)

    $state = New-WatchdogState
    if (-not [IO.File]::Exists($Settings.state)) { return $state }
    try { $held = ConvertFrom-JsonObject (ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($Settings.state))) } catch [ArgumentException] {
        Write-WatchdogRecord $Settings @{ event = 'error'; failures = 0; restarts = 0; error = "what it knew is lost, for $($Settings.state) is no JSON" }
        return $state
    }
    foreach ($key in @($state.Keys)) { if ($held -is [hashtable] -and $held.Contains($key)) { $state[$key] = $held[$key] } }
    $state
}
