function Update-StoredPassword {
    <#
    .SYNOPSIS
    Gives a user's new password to the services and scheduled tasks that log on as the user: Windows keeps it with each of them.
    .PARAMETER User
    The user, from Find-LocalUser.
    .PARAMETER Password
    The new password.
    #>
    param([object] $User, [securestring] $Password)

    $names = ".\$($User.Name)", "$([Environment]::MachineName)\$($User.Name)", $User.Name, $User.SID.Value
    $services = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Services')
    foreach ($one in $services.GetSubKeyNames()) {
        $key = $services.OpenSubKey($one)
        $account = $key.GetValue('ObjectName')
        $key.Dispose()
        if ($account -in $names) { Set-ServiceAccount -Name $one -Account $account -Password $Password }
    }
    $services.Dispose()
    foreach ($one in Get-ScheduledTask -ErrorAction Stop) {
        if ("$($one.Principal.LogonType)" -notin 'Password', 'InteractiveOrPassword' -or $one.Principal.UserId -notin $names) { continue }
        $null = Set-ScheduledTask -TaskName $one.TaskName -TaskPath $one.TaskPath -User $one.Principal.UserId -Password (ConvertFrom-Secret $Password) -ErrorAction Stop
    }
}
