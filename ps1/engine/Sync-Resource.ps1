function Sync-Resource {
    <#
    .SYNOPSIS
    One attempt at a resource: reads it, compares, and in Apply sets it, reads it again and compares again.
    .PARAMETER State
    The attempt's record: Kind, Name, Id, Desired, RestartOn, and the Changes that the first attempt found.
    #>
    param([hashtable] $State)

    $State.Attempts++
    $read = @{ Name = $State.Name; Desired = $State.Desired }
    $actual = & "Get-$($State.Kind)State" @read
    $changes = Compare-State -Desired $State.Desired -Actual $actual
    $since = [int] $Run.RestartedAt[$State.Id]
    $causes = @($State.RestartOn | Where-Object { $_ -and [int] $Run.ChangedAt[$_] -gt $since })
    if ($causes.Count -and $actual.ensure -eq 'present' -and -not ($changes.Contains('ensure') -or $changes.Contains('state'))) {
        $changes['restart'] = @($null, $causes)
    }
    if ($null -eq $State.Changes) { $State.Changes = $changes }
    if ($State.Changes.Count) { Add-RunRecord changed $State.Id }
    if ($Run.Apply -and $changes.Count) {
        $Run.Underway = $State
        try {
            $null = & "Set-$($State.Kind)State" @read -Actual $actual -Changes $changes
            $left = Compare-State -Desired $State.Desired -Actual (& "Get-$($State.Kind)State" @read)
            if ($left.Count) { throw "does not hold after it was set: $(Format-ChangeText (Format-Change $left))" }
        } catch {
            $Run.Underway = $null
            throw
        }
    }
    if ($causes.Count) { Add-RunRecord restarted $State.Id }
}
