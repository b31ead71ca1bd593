function Test-RightHolder {
    <#
    .SYNOPSIS
    Says whether an account is the one that secedit.exe means by an entry in a list of a right's holders.
    .PARAMETER Entry
    The entry: *SID or a name, the host's own users' without the host's.
    .PARAMETER Sid
    The account's SID.
    #>
    param([string] $Entry, [Security.Principal.SecurityIdentifier] $Sid)

    if ($Entry.StartsWith('*')) { return $Entry.Substring(1) -eq $Sid.Value }
    $Sid.Equals((Get-AccountSid $(if ($Entry.Contains('\')) { $Entry } else { ".\$Entry" })))
}
