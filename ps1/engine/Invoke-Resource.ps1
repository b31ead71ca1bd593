function Invoke-Resource {
    <#
    .SYNOPSIS
    Brings one resource to its desired state, or says in a plan what would change; reports one result event.
    .PARAMETER Kind
    The resource's kind: its functions are Get-<Kind>State and Set-<Kind>State.
    .PARAMETER Name
    The resource's name.
    .PARAMETER Desired
    The desired properties; ensure is 'present' unless given. app and restart_on are the engine's own.
    #>
    param([string] $Kind, [string] $Name, [hashtable] $Desired)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $result = [ordered]@{ event = 'result'; host = $Run.Host; resource = "$Kind/$Name"; app = $Desired['app']; status = 'skipped'; changes = @{}; seconds = 0.0; attempts = 0 }
    if ($Run.Count.failed -eq 0) {
        # With the hash of the file that was brought to the host for it, if any.
        $Run.Visited["$Kind/$Name"] = $Desired['sha256']
        $state = @{ Kind = $Kind; Name = $Name; Id = "$Kind/$Name"; RestartOn = @($Desired['restart_on']); Desired = @{ ensure = 'present' }; Changes = $null; Attempts = 0; Result = $result }
        foreach ($key in $Desired.Keys) { if ($key -notin 'app', 'restart_on') { $state.Desired[$key] = $Desired[$key] } }
        try {
            Invoke-WithRetry -Subject $state.Id -Action { Sync-Resource $state }
            $result.status = if (-not $state.Changes.Count) { 'ok' } elseif ($Run.Apply) { 'changed' } else { 'would_change' }
        } catch {
            $result.status = 'failed'
            $result.error = [ordered]@{ message = Get-ErrorText $_.Exception; type = Get-ErrorType $_.Exception; transient = Test-TransientError $_.Exception }
            $Run.Failure = "$($state.Id): $($result.error.message)"
        }
        if ($state.Changes) { $result.changes = Format-Change $state.Changes }
        $result.attempts = $state.Attempts
    }
    $leave = $Run.NeedsRestart -and $Run.Count.failed -eq 0 -and (Test-RestartAllowed $Run.Reboot ([DateTime]::Now))
    if ($leave -and $result.status -eq 'failed') {
        $text = Write-Message "$Kind/${Name}: $($result.error.message); attempted again after the restart" -Level warning
    } else {
        $Run.Count[$result.status]++
        $result.seconds = $clock.Elapsed.TotalSeconds
        $text = Write-Event $result
    }
    $Run.Underway = $null
    $text
    if ($leave) { Suspend-Run }
}
