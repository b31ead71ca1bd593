function ConvertFrom-TaskXml {
    <#
    .SYNOPSIS
    What a scheduled task's XML says, in the form that is compared: as src/winstead/resources/scheduledtask.py gives it.
    .PARAMETER Task
    The XML's root.
    .PARAMETER Spelling
    What Get-TaskSpelling gave.
    #>
    param([Xml.XmlElement] $Task, [hashtable] $Spelling)

    $set = $Task['Settings']
    # With the defaults of the schema, which Windows leaves out.
    $is = @{ AllowHardTerminate = 'true'; AllowStartOnDemand = 'true'; DisallowStartIfOnBatteries = 'true'; Enabled = 'true'; Hidden = 'false'; 'IdleSettings/RestartOnIdle' = 'false'
        'IdleSettings/StopOnIdleEnd' = 'true'; RunOnlyIfIdle = 'false'; RunOnlyIfNetworkAvailable = 'false'; StartWhenAvailable = 'false'; StopIfGoingOnBatteries = 'true'; WakeToRun = 'false' }
    foreach ($one in @($is.Keys)) { $is[$one] = [Xml.XmlConvert]::ToBoolean((Get-TaskText $set $one $is[$one])) }
    $triggers = [string[]] @($Task['Triggers'] | Where-Object { $_ } | ForEach-Object { $_.ChildNodes } | Where-Object { $_ -is [Xml.XmlElement] } | ForEach-Object { Format-TaskTrigger $_ $Spelling })
    [Array]::Sort($triggers, [StringComparer]::Ordinal)
    $actions = @($Task['Actions'].ChildNodes | Where-Object { $_ -is [Xml.XmlElement] })
    $exec = if ($actions.Count -eq 1 -and $actions[0].LocalName -eq 'Exec') { $actions[0] }
    $account = Format-TaskAccount (Get-TaskText $Task 'Principals/Principal/UserId' (Get-TaskText $Task 'Principals/Principal/GroupId')) $Spelling
    $logon = @{ Password = 'password'; S4U = 's4u'; InteractiveToken = 'interactive'; InteractiveTokenOrPassword = 'interactive or password' }[(Get-TaskText $Task 'Principals/Principal/LogonType' 'InteractiveToken')]
    $limit = ConvertFrom-TaskDuration (Get-TaskText $set 'ExecutionTimeLimit' 'PT72H')
    @{
        description = Get-TaskText $Task 'RegistrationInfo/Description'
        account = $account
        logon = $(if ((Get-TaskText $Task 'Principals/Principal/UserId') -and $account -notmatch '\A(NT AUTHORITY|NT SERVICE)\\') { $logon })
        highest = (Get-TaskText $Task 'Principals/Principal/RunLevel') -ceq 'HighestAvailable'
        triggers = $triggers
        path = $(if ($exec) { Get-TaskText $exec 'Command' } else { "$($actions.Count) actions: $(@($actions | ForEach-Object { Get-TaskText $_ 'Command' $_.LocalName }) -join ', ')" })
        arguments = Get-TaskText $exec 'Arguments'
        directory = Get-TaskText $exec 'WorkingDirectory'
        overlap = @{ IgnoreNew = 'ignore'; Queue = 'queue'; Parallel = 'parallel'; StopExisting = 'stop-old' }[(Get-TaskText $set 'MultipleInstancesPolicy' 'IgnoreNew')]
        timeout = $(if ($limit) { $limit })
        restart_on_failure = $(if (Get-TaskText $set 'RestartOnFailure/Count') { "$(Get-TaskText $set 'RestartOnFailure/Count') times, $(ConvertFrom-TaskDuration (Get-TaskText $set 'RestartOnFailure/Interval')) s apart" })
        missed_runs = $is.StartWhenAvailable
        on_battery = $(if ($is.DisallowStartIfOnBatteries -eq $is.StopIfGoingOnBatteries) { -not $is.StopIfGoingOnBatteries } else { 'in part' })
        network = $is.RunOnlyIfNetworkAvailable
        wake = $is.WakeToRun
        priority = [int] (Get-TaskText $set 'Priority' '7')
        hidden = $is.Hidden
        enabled = $is.Enabled
        delete_after = ConvertFrom-TaskDuration (Get-TaskText $set 'DeleteExpiredTaskAfter')
        settings = @{ AllowHardTerminate = $is.AllowHardTerminate; AllowStartOnDemand = $is.AllowStartOnDemand; RestartOnIdle = $is['IdleSettings/RestartOnIdle']; RunOnlyIfIdle = $is.RunOnlyIfIdle; StopOnIdleEnd = $is['IdleSettings/StopOnIdleEnd'] }
    }
}
