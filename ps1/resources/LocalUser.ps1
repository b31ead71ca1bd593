function Get-LocalUserState {
    <#
    .SYNOPSIS
    Reads a user of the host.
    .PARAMETER Name
    The user's name.
    .PARAMETER Desired
    The desired properties. password and random are given back, for a password cannot be read; of groups those that the user is in.
    #>
    param([string] $Name, [hashtable] $Desired)

    $user = Find-LocalUser $Name
    if (-not $user) {
        if ($Desired.ensure -eq 'present' -and -not ($Desired.Contains('password') -or $Desired.Contains('random'))) {
            throw "there is no user $Name on this host: give password, or random: true, to make one"
        }
        return @{ ensure = 'absent' }
    }
    $actual = @{
        ensure = 'present'
        full_name = [string] $user.FullName
        description = [string] $user.Description
        enabled = [bool] $user.Enabled
        may_change_password = [bool] $user.UserMayChangePassword
        password_never_expires = $null -eq $user.PasswordExpires
    }
    if ($actual.password_never_expires -and $Desired['password_never_expires'] -eq $false) {
        # It has no day to expire on either where the host's policy lets all passwords live for ever.
        $query = "SELECT PasswordExpires FROM Win32_UserAccount WHERE LocalAccount = TRUE AND SID = '$($user.SID.Value)'"
        $actual.password_never_expires = -not (Get-CimInstance -Query $query -ErrorAction Stop).PasswordExpires
    }
    foreach ($one in 'password', 'random') { if ($Desired.Contains($one)) { $actual[$one] = $Desired[$one] } }
    if ($Desired.Contains('groups')) {
        $actual.groups = @(foreach ($one in $Desired.groups) {
            $group = Find-LocalGroup $one
            if ($group -and (Read-GroupMember $group).Contains($user.SID.Value)) { $one }
        })
    }
    $actual
}

function Set-LocalUserState {
    <#
    .SYNOPSIS
    Makes, changes or removes a user of the host; adds the user to groups.
    .PARAMETER Name
    The user's name.
    .PARAMETER Desired
    The desired properties. A password is set whenever something else is; a random one when something asks for it, by Reset-UserPassword.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    if ($Desired.ensure -eq 'absent') { return Remove-LocalUser -Name $Name -ErrorAction Stop }
    $values = @{}
    if ($Actual.ensure -eq 'absent') { New-UserAccount -Name $Name -Password $(if ($Desired.Contains('password')) { $Desired.password } else { New-RandomPassword $Name }) }
    elseif ($Desired.Contains('password')) { $values.Password = $Desired.password }
    $parameters = @{ full_name = 'FullName'; description = 'Description'; password_never_expires = 'PasswordNeverExpires'; may_change_password = 'UserMayChangePassword' }
    foreach ($one in $parameters.Keys) { if ($Changes.Contains($one)) { $values[$parameters[$one]] = $Desired[$one] } }
    if ($values.Count) { Set-LocalUser -Name $Name @values -ErrorAction Stop }
    if ($Changes.Contains('enabled')) {
        if ($Desired.enabled) { Enable-LocalUser -Name $Name -ErrorAction Stop } else { Disable-LocalUser -Name $Name -ErrorAction Stop }
    }
    if (-not $Changes.Contains('groups')) { return }
    $sid = (Find-LocalUser $Name).SID.Value
    foreach ($one in $Desired.groups) {
        $group = Find-LocalGroup $one
        if (-not $group) { throw "there is no group $one on this host: correct the name, or put its LocalGroup before" }
        if (-not (Read-GroupMember $group).Contains($sid)) { Add-LocalGroupMember -SID $group.SID -Member $sid -ErrorAction Stop }
    }
}
