function Find-LocalUser {
    <#
    .SYNOPSIS
    Gives one of the host's own users as Get-LocalUser does; $null where there is none.
    .PARAMETER Name
    The user's name, without the host's.
    #>
    param([string] $Name)

    try {
        Get-LocalUser -Name $Name -ErrorAction Stop
    } catch {
        if ($_.FullyQualifiedErrorId -notlike 'UserNotFound*') { throw }
    }
}
