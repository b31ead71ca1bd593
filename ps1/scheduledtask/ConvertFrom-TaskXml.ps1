function ConvertFrom-TaskXml {
    <#
    .SYNOPSIS
    What a scheduled task's XML says, in the form that is compared: as src/winstead/resources/scheduledtask.py gives it.
    .PARAMETER Task
    The XML's root.
    .PARAMETER Wanted
    The root of the XML that is wanted: accounts are told as that spells them.
    #>
    param([Xml.XmlElement] $Task, [Xml.XmlElement] $Wanted)

    # One for the task's account and one for its triggers, which may write the same account in another way.
    $own = Get-TaskSpelling $Wanted['Principals']
    $others = Get-TaskSpelling $Wanted['Triggers']
    $triggers = [string[]] @($Task['Triggers'] | Where-Object { $_ } | ForEach-Object { $_.ChildNodes } | Where-Object { $_ -is [Xml.XmlElement] } | ForEach-Object { Format-TaskTrigger $_ $others })
    [Array]::Sort($triggers, [StringComparer]::Ordinal)
    $actions = @($Task['Actions'].ChildNodes | Where-Object { $_ -is [Xml.XmlElement] })
    $exec = if ($actions.Count -eq 1 -and $actions[0].LocalName -eq 'Exec') { $actions[0] }
    $user = Get-TaskText $Task 'Principals/Principal/UserId'
    $account = Format-TaskAccount $(if ($user) { $user } else { Get-TaskText $Task 'Principals/Principal/GroupId' }) $own
    # Windows logs its own accounts on in a way of their own, whatever the XML says.
    $logon = if ($user -and $account -notmatch '\A(NT AUTHORITY|NT SERVICE)\\') { Get-TaskText $Task 'Principals/Principal/LogonType' 'InteractiveToken' }
    $said = ConvertFrom-TaskSetting $Task['Settings']
    $said.description = Get-TaskText $Task 'RegistrationInfo/Description'
    $said.account = $account
    $said.logon = if ($logon) { @{ Password = 'password'; S4U = 's4u'; InteractiveToken = 'interactive'; InteractiveTokenOrPassword = 'interactive or password' }[$logon] }
    $said.highest = (Get-TaskText $Task 'Principals/Principal/RunLevel') -ceq 'HighestAvailable'
    $said.triggers = $triggers
    $said.path = if ($exec) { Get-TaskText $exec 'Command' } else { "$($actions.Count) actions: $(@($actions | ForEach-Object { Get-TaskText $_ 'Command' $_.LocalName }) -join ', ')" }
    $said.arguments = Get-TaskText $exec 'Arguments'
    $said.directory = Get-TaskText $exec 'WorkingDirectory'
    $said
}
