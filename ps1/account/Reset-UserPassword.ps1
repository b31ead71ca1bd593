function Reset-UserPassword {
    <#
    .SYNOPSIS
    Gives this run's password of a user of the host whose password is random and kept nowhere. The first call of a run makes it, sets it, and gives it to all services and scheduled tasks that log on as the user.
    .PARAMETER Account
    The user, as .\name or as name.
    #>
    param([string] $Account)

    $name = $Account.Substring($Account.LastIndexOf('\') + 1)
    if (-not $Run.Contains('Passwords')) { $Run.Passwords = @{} }
    if (-not $Run.Passwords.Contains($name)) {
        $user = Find-LocalUser $name
        if (-not $user) { throw "there is no user $name on this host: put its LocalUser before what logs on as it" }
        $password = New-RandomPassword "$name $($user.FullName)"
        $Run.Masked = @(ConvertFrom-Secret $password) + $Run.Masked
        Set-LocalUser -Name $name -Password $password -ErrorAction Stop
        Update-StoredPassword -User $user -Password $password
        $Run.Passwords[$name] = $password
    }
    $Run.Passwords[$name]
}
