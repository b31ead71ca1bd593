function New-UserAccount {
    <#
    .SYNOPSIS
    Makes a user of the host, a member of no group.
    .PARAMETER Name
    The user's name.
    .PARAMETER Password
    The user's password.
    #>
    param([string] $Name, [securestring] $Password)

    try {
        $null = New-LocalUser -Name $Name -Password $Password -ErrorAction Stop
    } catch [TypeLoadException] {
        # In PowerShell 7 on Windows without a newer LocalAccounts (PowerShell's issues 18624 and 21645); the others of its cmdlets work.
        $user = [DirectoryServices.DirectoryEntry]::new("WinNT://$([Environment]::MachineName),computer").Children.Add($Name, 'user')
        $null = $user.Invoke('SetPassword', (ConvertFrom-Secret $Password))
        $user.CommitChanges()
        $user.Dispose()
    }
}
