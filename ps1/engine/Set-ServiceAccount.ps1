function Set-ServiceAccount {
    <#
    .SYNOPSIS
    Gives a service an account with its password, by WMI: sc.exe would take the password in its arguments, which every user can read.
    .PARAMETER Name
    The service's name.
    .PARAMETER Account
    The account, as the service manager keeps it.
    .PARAMETER Password
    Its password; the text 'random' for a user of the host whose password winstead makes, and keeps nowhere.
    #>
    param([string] $Name, [string] $Account, [object] $Password)

    if ($Password -isnot [securestring]) { $Password = Reset-UserPassword $Account }
    $query = "SELECT * FROM Win32_Service WHERE Name = '$($Name.Replace('\', '\\').Replace("'", "\'"))'"
    $answer = (Invoke-CimMethod -Query $query -MethodName Change -Arguments @{ StartName = $Account; StartPassword = ConvertFrom-Secret $Password }).ReturnValue
    # What Win32_Service.Change answers, as the Windows error that stands behind it.
    $code = @{ 2 = 5; 16 = 1072; 22 = 1057 }[[int] $answer]
    if ($code) { throw (New-ServiceError $code "giving service '$Name' the account $Account") }
    if ($answer) { throw [InvalidOperationException] "giving service '$Name' the account $Account failed: Win32_Service.Change answered $answer" }
}
