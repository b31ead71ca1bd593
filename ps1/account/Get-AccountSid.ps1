function Get-AccountSid {
    <#
    .SYNOPSIS
    Gives an account's SID as Resolve-Account does, and asks for the host's own users and groups where .NET does not know them; $null where there is none.
    .PARAMETER Account
    A name as winstead writes it, or a SID.
    .PARAMETER Required
    Fails where there is no such account.
    #>
    param([string] $Account, [switch] $Required)

    $sid = Resolve-Account $Account
    if (-not $sid -and $Account -like '.\*') {
        $found = Find-LocalUser $Account.Substring(2)
        if (-not $found) { $found = Find-LocalGroup $Account.Substring(2) }
        if ($found) { $sid = $found.SID }
    }
    if ($Required -and -not $sid) { throw "this host knows no account '$Account': correct the name, make the account before, or write its SID" }
    $sid
}
