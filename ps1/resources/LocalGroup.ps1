function Get-LocalGroupState {
    <#
    .SYNOPSIS
    Reads a group of the host and its members, who are compared by their SIDs.
    .PARAMETER Name
    The group's name.
    .PARAMETER Desired
    The desired properties. members and include are given back as they are where they hold.
    #>
    param([string] $Name, [hashtable] $Desired)

    $group = Find-LocalGroup $Name
    if (-not $group) { return @{ ensure = 'absent' } }
    $actual = @{ ensure = 'present'; description = [string] $group.Description }
    if (-not ($Desired.Contains('members') -or $Desired.Contains('include'))) { return $actual }
    $held = Read-GroupMember $group
    if ($Desired.Contains('include')) {
        $actual.include = @(foreach ($one in $Desired.include) {
            $sid = Get-AccountSid $one
            if ($sid -and $held.Contains($sid.Value)) { $one }
        })
    }
    if ($Desired.Contains('members')) {
        foreach ($one in $Desired.members) {
            $sid = Get-AccountSid $one
            if ($sid -and $held.Contains($sid.Value)) { $held[$sid.Value] = $one }
        }
        $members = [string[]] @($held.Values)
        [Array]::Sort($members, [StringComparer]::Ordinal)
        $actual.members = $members
    }
    $actual
}

function Set-LocalGroupState {
    <#
    .SYNOPSIS
    Makes, changes or removes a group of the host; adds and removes members.
    .PARAMETER Name
    The group's name.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $group = Find-LocalGroup $Name
    if ($Desired.ensure -eq 'absent') { return Remove-LocalGroup -SID $group.SID -ErrorAction Stop }
    if (-not $group) { $group = New-LocalGroup -Name $Name -ErrorAction Stop }
    if ($Changes.Contains('description')) { Set-LocalGroup -SID $group.SID -Description $Desired.description -ErrorAction Stop }
    if (-not ($Changes.Contains('members') -or $Changes.Contains('include'))) { return }
    $wanted = @(foreach ($one in @($Desired['members']) + @($Desired['include'])) { if ($one) { (Get-AccountSid $one -Required).Value } })
    $held = @((Read-GroupMember $group).Keys)
    foreach ($one in $wanted) { if ($one -notin $held) { Add-LocalGroupMember -SID $group.SID -Member $one -ErrorAction Stop } }
    if ($Desired.Contains('members')) {
        foreach ($one in $held) { if ($one -notin $wanted) { Remove-LocalGroupMember -SID $group.SID -Member $one -ErrorAction Stop } }
    }
}
