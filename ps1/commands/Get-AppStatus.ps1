function Get-AppStatus {
    <#
    .SYNOPSIS
    Says in a status event how an app stands: a service's state and process; a scheduled task's last result, next run and history.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    entry, what Windows starts it by, as Kind/name; release, the release that is to be there; history, the runner's file; slot (directory, name).
    #>
    param([string] $Name, [hashtable] $Setting)

    $kind, $entry = $Setting.entry -split '/', 2
    $status = @{ event = 'status'; host = $Run.Host; app = $Name; entry = $Setting.entry; release = $Setting['release'] }
    $status += switch ($kind) {
        'Service' { Get-ServiceDetail $entry }
        'ScheduledTask' { Get-ScheduledTaskStatus $entry }
        'RegistryValue' { @{ state = $(if ((Get-RegistryValueState -Name $entry -Desired @{}).ensure -eq 'present') { 'at logon' } else { 'absent' }) } }
    }
    if ($Setting['history']) { $status.runs = @(Read-RunHistory $Setting.history 5) }
    if ($Setting['slot']) { $status.slot = if ((Read-ReleaseRecord $Setting.slot.directory).live -eq $Setting.slot.name) { "$($Setting.slot.name), live" } else { $Setting.slot.name } }
    Write-Event $status
}
