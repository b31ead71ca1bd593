function Remove-RegisteredEntry {
    <#
    .SYNOPSIS
    Removes what an app was started by, if it is still there, and ends what a Run key has started.
    .PARAMETER Entry
    A resource, as Kind/name.
    #>
    param([string] $Entry)

    $kind, $name = $Entry -split '/', 2
    $absent = @{ ensure = 'absent' }
    $call = @{ Name = $name; Desired = $absent }
    $actual = switch ($kind) {
        'Service' { Get-ServiceState @call }
        'ScheduledTask' { Get-ScheduledTaskState @call }
        'RegistryValue' { Get-RegistryValueState @call }
        'JsonFile' { Get-JsonFileState @call }
        'PortProxy' { Get-PortProxyState @call }
    }
    if ($actual.ensure -eq 'absent') { return }
    $call += @{ Actual = $actual; Changes = @{ ensure = @('present', 'absent') } }
    switch ($kind) {
        'Service' { Set-ServiceState @call }
        'ScheduledTask' { Set-ScheduledTaskState @call }
        'RegistryValue' {
            # A command of the Run key: what it has started at a logon ends with it.
            if ("$($actual.value)" -match '\A\s*(?:"([^"]+)"|(\S+))\s*(.*)\z') { Stop-CommandProcess "$($Matches[1])$($Matches[2])" $Matches[3] }
            Set-RegistryValueState @call
        }
        'JsonFile' { Set-JsonFileState @call }
        'PortProxy' { Set-PortProxyState @call }
    }
}
