function Invoke-Runner {
    <#
    .SYNOPSIS
    One run of an app's program, from its settings to its line in the history; gives the exit code.
    .PARAMETER Settings
    The app's settings, a JSON file.
    #>
    param([string] $Settings)

    try { $setting = Read-RunnerSetting $Settings } catch {
        [Console]::Error.WriteLine("winstead: the settings $Settings cannot be used: $(Get-ErrorText $_.Exception)")
        return 64
    }
    $run = @{
        Setting = $setting; Start = [DateTime]::UtcNow; Clock = [Diagnostics.Stopwatch]::StartNew(); Deadline = [double]::PositiveInfinity
        Folder = [IO.Path]::GetDirectoryName($setting.history)
        Interrupt = Watch-Interrupt; Lock = $null; Job = $null; Logs = @(); ProcessId = $null
        Status = 'failed'; ExitCode = 70; Attempts = @(); Error = $null; Warnings = @()
    }
    try {
        foreach ($one in $setting.environment.PSObject.Properties) { [Environment]::SetEnvironmentVariable($one.Name, $one.Value) }
        $missing = @($setting.needs | Where-Object { -not [Environment]::GetEnvironmentVariable($_) })
        if ($missing) { Set-RunnerStatus $run missing 78 "it needs variables that are missing or empty: $($missing -join ', ')" }
        elseif (Lock-Runner $run) { Invoke-RunnerProgram $run }
    } catch { Set-RunnerStatus $run failed 70 (Get-ErrorText $_.Exception) }
    Complete-Runner $run
    $run.ExitCode
}
