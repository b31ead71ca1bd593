function Invoke-LogRotation {
    <#
    .SYNOPSIS
    Rotates an app's logs that are due, compresses old ones and removes those beyond the limits; gives the exit code: 0, 1 where a log failed (the others are done), 2 for settings that cannot be read.
    .PARAMETER Settings
    The JSON file: app, files (paths and patterns), nssm (service and files, those that nssm writes; null for none), rotate (size, every, keep, age, total, compress), history, event_source.
    #>
    param([string] $Settings)

    try { $set = ConvertFrom-JsonObject (ConvertFrom-Json ([IO.File]::ReadAllText($Settings))) } catch {
        [Console]::Error.WriteLine("The settings $Settings cannot be read: $(Get-ErrorText $_.Exception)")
        return 2
    }
    $mutex = [Threading.Mutex]::new($false, "Global\winstead-rotate-$($set.app)")
    try { $taken = $mutex.WaitOne(0) } catch [Threading.AbandonedMutexException] { $taken = $true }
    try {
        if (-not $taken) {
            [Console]::Error.WriteLine("Another rotation of $($set.app)'s logs is at work.")
            return 0
        }
        $code = 0
        $wrapped = @(if ($set.nssm) { Find-LogFile $set.nssm.files })
        foreach ($file in @(Find-LogFile $set.files | Where-Object { $_ -notin $wrapped }) + $wrapped) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $outcome = [ordered]@{ time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [Globalization.CultureInfo]::InvariantCulture); app = $set.app; file = $file; status = 'rotated' }
            try {
                if ([IO.File]::Exists($file)) { Step-LogFile -Path $file -Rotate $set.rotate -Service $(if ($file -in $wrapped) { $set.nssm.service }) -Outcome $outcome }
                if ($set.rotate.compress) {
                    Get-DatedLog $file | Where-Object { $_.Extension -ne '.gz' } | ForEach-Object { $null = Compress-LogFile $_.FullName }
                }
                Remove-OldLog -Path $file -Rotate $set.rotate
            } catch {
                $code = 1
                $outcome.status = 'failed'
                $outcome.error = Get-ErrorText $_.Exception
            }
            $outcome.seconds = $clock.Elapsed.TotalSeconds
            if ($outcome['to'] -or $outcome['error']) { Write-RotationOutcome -Outcome $outcome -History $set.history -Source $set.event_source }
        }
        $code
    } finally {
        if ($taken) { $mutex.ReleaseMutex() }
        $mutex.Dispose()
    }
}
