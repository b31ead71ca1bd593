function Resolve-Account {
    <#
    .SYNOPSIS
    Gives an account's SID; $null where the host knows no such account. A virtual account has one before its service is there.
    .PARAMETER Account
    A name as winstead writes it, or a SID.
    .PARAMETER Required
    Fails where there is no such account.
    #>
    param([string] $Account, [switch] $Required)

    $known = Get-KnownAccount
    if ($known.ContainsKey($Account)) { return [Security.Principal.SecurityIdentifier]::new($known[$Account]) }
    if ($Account -like 'S-1-*') { return [Security.Principal.SecurityIdentifier]::new($Account) }
    if ($Account -like 'NT SERVICE\*') {
        # [MS-LSAT] 3.1.1.1.2: S-1-5-80 and the five words of the SHA-1 of the service's name in upper case.
        $sha = [Security.Cryptography.SHA1]::Create()
        $hash = $sha.ComputeHash([Text.Encoding]::Unicode.GetBytes($Account.Substring(11).ToUpperInvariant()))
        $sha.Dispose()
        $words = foreach ($at in 0, 4, 8, 12, 16) { [BitConverter]::ToUInt32($hash, $at) }
        return [Security.Principal.SecurityIdentifier]::new('S-1-5-80-' + ($words -join '-'))
    }
    $name = if ($Account.StartsWith('.\')) { [Environment]::MachineName + $Account.Substring(1) } else { $Account }
    try {
        [Security.Principal.NTAccount]::new($name).Translate([Security.Principal.SecurityIdentifier])
    } catch {
        if ($_.Exception.GetBaseException() -isnot [Security.Principal.IdentityNotMappedException]) { throw }
        if ($Required) { throw "this host knows no account '$Account': correct the name, make the account before, or write its SID" }
    }
}
