function Read-RunnerSetting {
    <#
    .SYNOPSIS
    Reads the runner's settings, and checks that all are there.
    .PARAMETER Path
    The JSON file.
    #>
    param([string] $Path)

    # PowerShell 7 makes dates of texts like 2026-11-21T14:32:05Z; a mark before them keeps them as they are.
    $setting = [regex]::Replace([IO.File]::ReadAllText($Path), '(?<!\\)"(?=\d{4}-\d\d-\d\dT)', '"\u0001') | ConvertFrom-Json
    $names = 'app', 'path', 'arguments', 'directory', 'environment', 'needs', 'log', 'lock', 'retry', 'success', 'timeout', 'history', 'keep_runs', 'event_source'
    $missing = @($names | Where-Object { -not $setting.PSObject.Properties[$_] })
    if ($missing) { throw "there is no $($missing -join ', ') in it" }
    $setting.arguments = $setting.arguments.Replace("$([char] 1)", '')
    foreach ($one in $setting.environment.PSObject.Properties) { $one.Value = $one.Value.Replace("$([char] 1)", '') }
    $setting
}
