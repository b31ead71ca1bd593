function ConvertFrom-FailureAction {
    <#
    .SYNOPSIS
    A service's recovery as a resource has it, from what the registry keeps: SERVICE_FAILURE_ACTIONS with 32-bit fields, and behind it a type and a delay for each action.
    .PARAMETER Data
    The value FailureActions; $null where there is none.
    .PARAMETER NonCrash
    The value FailureActionsOnNonCrashFailures.
    #>
    param([byte[]] $Data, [int] $NonCrash)

    $recovery = @{ reset = 0; actions = @(); non_crash = $NonCrash -ne 0 }
    if ($Data -and $Data.Length -ge 20) {
        $recovery.reset = [BitConverter]::ToUInt32($Data, 0)
        $recovery.actions = @(for ($at = 20; $at -lt 20 + 8 * [BitConverter]::ToInt32($Data, 12) -and $at + 8 -le $Data.Length; $at += 8) {
            $action = @('none', 'restart', 'reboot', 'run')[[BitConverter]::ToInt32($Data, $at)]
            # How long nothing is waited for says nothing.
            if ($action -eq 'none') { $action } else { "$action $([BitConverter]::ToUInt32($Data, $at + 4))" }
        })
    }
    $recovery
}
