function ConvertFrom-TaskSetting {
    <#
    .SYNOPSIS
    What the settings in a scheduled task's XML say, in the form that is compared.
    .PARAMETER Node
    The element Settings, or $null.
    #>
    param($Node)

    # With the defaults of the schema, which Windows leaves out.
    $is = @{ AllowHardTerminate = 'true'; AllowStartOnDemand = 'true'; DisallowStartIfOnBatteries = 'true'; Enabled = 'true'; Hidden = 'false'; 'IdleSettings/RestartOnIdle' = 'false'
        'IdleSettings/StopOnIdleEnd' = 'true'; RunOnlyIfIdle = 'false'; RunOnlyIfNetworkAvailable = 'false'; StartWhenAvailable = 'false'; StopIfGoingOnBatteries = 'true'; WakeToRun = 'false' }
    foreach ($one in @($is.Keys)) { $is[$one] = [Xml.XmlConvert]::ToBoolean((Get-TaskText $Node $one $is[$one])) }
    $limit = ConvertFrom-TaskDuration (Get-TaskText $Node 'ExecutionTimeLimit' 'PT72H')
    $count = Get-TaskText $Node 'RestartOnFailure/Count'
    @{
        overlap = @{ IgnoreNew = 'ignore'; Queue = 'queue'; Parallel = 'parallel'; StopExisting = 'stop-old' }[(Get-TaskText $Node 'MultipleInstancesPolicy' 'IgnoreNew')]
        timeout = $(if ($limit) { $limit })
        restart_on_failure = $(if ($count) { "$count times, $(ConvertFrom-TaskDuration (Get-TaskText $Node 'RestartOnFailure/Interval')) s apart" })
        missed_runs = $is.StartWhenAvailable
        on_battery = $(if ($is.DisallowStartIfOnBatteries -eq $is.StopIfGoingOnBatteries) { -not $is.StopIfGoingOnBatteries } else { 'in part' })
        network = $is.RunOnlyIfNetworkAvailable
        wake = $is.WakeToRun
        priority = [int] (Get-TaskText $Node 'Priority' '7')
        hidden = $is.Hidden
        enabled = $is.Enabled
        delete_after = ConvertFrom-TaskDuration (Get-TaskText $Node 'DeleteExpiredTaskAfter')
        settings = @{ AllowHardTerminate = $is.AllowHardTerminate; AllowStartOnDemand = $is.AllowStartOnDemand; RestartOnIdle = $is['IdleSettings/RestartOnIdle']; RunOnlyIfIdle = $is.RunOnlyIfIdle; StopOnIdleEnd = $is['IdleSettings/StopOnIdleEnd'] }
    }
}
