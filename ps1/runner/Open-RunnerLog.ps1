function Open-RunnerLog {
    <#
    .SYNOPSIS
    Opens the files for what the program prints: one, or another one for stderr. Without any that can be written, the program keeps the runner's own output.
    .PARAMETER Run
    The run.
    #>
    param([hashtable] $Run)

    $setting = $Run.Setting.log
    if (-not $setting) { return }
    $paths = @($setting.stdout)
    if ($setting.stderr -and $setting.stderr -ne $setting.stdout) { $paths += $setting.stderr }
    foreach ($path in $paths) {
        # Dirty: old logs are to be looked at. Lost: how many bytes could not be written.
        $log = @{ Path = $path; Rotate = $setting.rotate; Stream = $null; Due = $null; Work = $null; Dirty = $null -ne $setting.rotate; Lost = 0L }
        try {
            $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($path))
            Open-LogStream $log
            $log
        } catch { Add-RunnerWarning $Run "the log $path cannot be opened: $(Get-ErrorText $_.Exception)" }
    }
}
