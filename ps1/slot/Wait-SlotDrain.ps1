function Wait-SlotDrain {
    <#
    .SYNOPSIS
    Gives the slot that was live the time to end what it is at, and looks meanwhile whether the new one stays healthy; an error where it does not.
    .PARAMETER Check
    The new slot's health check.
    .PARAMETER Failures
    How many looks in a row find it not healthy when it counts.
    .PARAMETER Seconds
    The time.
    #>
    param([hashtable] $Check, [int] $Failures, [double] $Seconds)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $row = 0
    while (($left = $Seconds - $clock.Elapsed.TotalSeconds) -gt 0) {
        $answer = Test-Health $Check
        $row = if ($null -eq $answer) { 0 } else { $row + 1 }
        if ($row -ge $Failures) { throw [InvalidOperationException] "not healthy any more $([int] $clock.Elapsed.TotalSeconds) s after the switch: $answer" }
        Start-Sleep -Milliseconds ([int] ([Math]::Min($left, $Check.interval) * 1000))
    }
}
