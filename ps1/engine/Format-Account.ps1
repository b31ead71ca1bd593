function Format-Account {
    <#
    .SYNOPSIS
    An account's name as winstead writes it; its SID where it has no name on this host.
    .PARAMETER Sid
    The account's SID.
    #>
    param([Security.Principal.SecurityIdentifier] $Sid)

    $known = Get-KnownAccount
    foreach ($name in $known.Keys) { if ($known[$name] -eq $Sid.Value) { return $name } }
    try {
        $Sid.Translate([Security.Principal.NTAccount]).Value
    } catch {
        if ($_.Exception.GetBaseException() -isnot [Security.Principal.IdentityNotMappedException]) { throw }
        $Sid.Value
    }
}
