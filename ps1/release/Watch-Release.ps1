function Watch-Release {
    <#
    .SYNOPSIS
    Watches an app for a while after it was deployed; an error as soon as more goes wrong than may.
    .PARAMETER Setting
    As Confirm-Release takes it: health, service, files; watch, with time, interval, max_failures, max_restarts, errors, max_errors, max_events, max_response and max_slower; event_source (name, log); how fast the old release answered is in $Run.Response.
    #>
    param([hashtable] $Setting)

    $watch = $Setting.watch
    $readers = @{}
    if ($watch['errors']) { foreach ($file in Find-LogFile $Setting.files) { $readers[$file] = New-LogReader $file; $null = Read-LogEnd -Reader $readers[$file] -Lines 0 -Whole $false } }
    $seen = @{ failures = 0; restarts = 0; errors = 0; events = 0; process = $(if ($Setting['service']) { (Get-ServiceProcess $Setting.service).Id }); last = '' }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $start = [DateTime]::Now
    $looks = 0
    $answering = [TimeSpan]::Zero
    do {
        $began = $clock.Elapsed
        $answer = Test-Health $Setting.health
        $looks++
        $answering += $clock.Elapsed - $began
        if ($null -ne $answer) { $seen.failures++; $seen.last = ": $answer" }
        if ($Setting['service'] -and ($process = (Get-ServiceProcess $Setting.service).Id) -ne $seen.process) { $seen.restarts++; $seen.process = $process }
        if ($watch['errors']) { foreach ($line in Receive-NewLine -Pattern $Setting.files -Readers $readers) { if ($line.Text -match $watch.errors) { $seen.errors++; $seen.last = ": $($line.Text)" } } }
        if ($watch.Contains('max_events')) {
            $events = @(Read-EventError -Source $Setting.event_source -Since $start)
            if ($events.Count -gt $seen.events) { $seen.events = $events.Count; $seen.last = ": $($events[0])" }
        }
        foreach ($one in 'failures', 'restarts', 'errors', 'events') {
            if ($watch.Contains("max_$one") -and $seen[$one] -gt $watch["max_$one"]) { throw [InvalidOperationException] "$($seen[$one]) $one in $([int] $clock.Elapsed.TotalSeconds) s, and $($watch["max_$one"]) are allowed$($seen.last)" }
        }
        Assert-Response -Seconds ($answering.TotalSeconds / $looks) -Watch $watch
        Start-Sleep -Milliseconds ([int] ($watch.interval * 1000))
    } while ($clock.Elapsed.TotalSeconds -lt $watch.time)
}
