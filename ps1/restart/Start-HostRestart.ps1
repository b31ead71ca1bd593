function Start-HostRestart {
    <#
    .SYNOPSIS
    Restarts this host in a moment, and tells what who waits for it has to know; one result event.
    .PARAMETER Reason
    What for.
    .PARAMETER Left
    Whether the run has more to do after it.
    #>
    param([string[]] $Reason, [bool] $Left)

    Invoke-Reported -Resource "Reboot/$($Run.Host)" -Work {
        $booted = Get-BootTime
        # Told before it is begun, for what is told later may be lost with the connection.
        Write-Event ([ordered]@{ event = 'restart'; host = $Run.Host; reasons = @($Reason); booted = $booted; services = @(Read-StartedService); left = $Left })
        $key = Open-RestartKey -Write
        try {
            $key.SetValue('Begun', [DateTime]::UtcNow.ToString('o'))
            try { Invoke-Shutdown ("winstead, by $($Run.By)" + $(if ($Reason) { ", for $($Reason -join ', ')" })) } catch {
                $key.DeleteValue('Begun')
                throw
            }
        } finally { $key.Dispose() }
        $result.changes.booted = @($booted, $null)
    }
}
