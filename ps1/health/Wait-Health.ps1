function Wait-Health {
    <#
    .SYNOPSIS
    Looks again and again until something is healthy or its time is over: $null if it is healthy, else the text of the last answer.
    .PARAMETER Check
    A HealthCheck's properties; within and interval in seconds.
    .PARAMETER Successes
    How many looks in a row must find it healthy.
    #>
    param([hashtable] $Check, [int] $Successes = 1)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $row = 0
    while ($true) {
        $answer = Test-Health $Check
        $row = if ($null -eq $answer) { $row + 1 } else { 0 }
        if ($row -ge $Successes) { return }
        if ($clock.Elapsed.TotalSeconds + $Check.interval -gt $Check.within) { return $(if ($null -ne $answer) { $answer } else { "healthy $row times in a row, and not $Successes" }) }
        Start-Sleep -Milliseconds ([int] ($Check.interval * 1000))
    }
}
