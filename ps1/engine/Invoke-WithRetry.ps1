function Invoke-WithRetry {
    <#
    .SYNOPSIS
    Runs an action again while its errors are transient, waiting 2, 4, 8 ... seconds; gives the last error unchanged. Its warnings become events.
    .PARAMETER Subject
    What the action is about, for the messages.
    .PARAMETER Action
    The action. What it writes must be events.
    .PARAMETER MaxRetries
    How often it is run again.
    .PARAMETER DelaySeconds
    The first wait; each later one is twice as long, give or take a fifth.
    .PARAMETER MaxDelaySeconds
    The longest wait.
    #>
    param([string] $Subject, [scriptblock] $Action, [int] $MaxRetries = 3, [double] $DelaySeconds = 2, [double] $MaxDelaySeconds = 60)

    for ($attempt = 1; ; $attempt++) {
        try {
            & $Action 3>&1 | ForEach-Object { if ($_ -is [Management.Automation.WarningRecord]) { Write-Message "${Subject}: $($_.Message)" warning } else { $_ } }
            return
        } catch {
            if ($attempt -gt $MaxRetries -or -not (Test-TransientError $_.Exception)) { throw }
            $delay = [Math]::Min($DelaySeconds * [Math]::Pow(2, $attempt - 1) * (0.8 + 0.4 * [Random]::new().NextDouble()), $MaxDelaySeconds)
            Write-Message ('{0}: attempt {1} failed, the next in {2:0.0} s: {3}' -f $Subject, $attempt, $delay, (Get-ErrorText $_.Exception)) warning
            Start-Sleep -Milliseconds ([int] ($delay * 1000))
        }
    }
}
