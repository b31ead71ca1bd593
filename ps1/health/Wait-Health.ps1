function Wait-Health {
    <#
    .SYNOPSIS
    Looks again and again until something is healthy or its time is over: $null if it is healthy, else the text of the last answer.
    .PARAMETER Check
    A HealthCheck's properties; within and interval in seconds.
    #>
    param([hashtable] $Check)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $answer = Test-Health $Check
        if ($null -eq $answer -or $clock.Elapsed.TotalSeconds + $Check.interval -gt $Check.within) { return $answer }
        Start-Sleep -Milliseconds ([int] ($Check.interval * 1000))
    }
}
