function New-PathRule {
    <#
    .SYNOPSIS
    Makes the entry that a permission desires.
    .PARAMETER Acl
    The list that it is for.
    .PARAMETER Sid
    The account.
    .PARAMETER Desired
    The permission's properties: rights, allow and inherit.
    #>
    param([Security.AccessControl.ObjectSecurity] $Acl, [Security.Principal.SecurityIdentifier] $Sid, [hashtable] $Desired)

    $registry = $Acl -is [Security.AccessControl.RegistrySecurity]
    $table = Get-AccessRight $registry
    $mask = 0
    foreach ($name in $Desired.rights -split ', ') { $mask = $mask -bor $table[$name] }
    # Who is granted anything of a file may wait on its handle, too: without Synchronize ordinary opens fail.
    if ($Desired.allow -and -not $registry) { $mask = $mask -bor 0x100000 }
    $inherit = if (-not $Desired.inherit -or $Acl -is [Security.AccessControl.FileSecurity]) { 'None' } elseif ($registry) { 'ContainerInherit' } else { 'ContainerInherit, ObjectInherit' }
    $type = if ($Desired.allow) { 'Allow' } else { 'Deny' }
    $Acl.AccessRuleFactory($Sid, $mask, $false, $inherit, 'None', $type)
}
