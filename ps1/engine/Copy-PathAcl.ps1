function Copy-PathAcl {
    <#
    .SYNOPSIS
    A copy of an access control list to be changed and given to Set-Acl. It has no owner: Set-Acl would write that too, and Windows refuses to make somebody else the owner.
    .PARAMETER Acl
    What Read-PathAcl gave.
    #>
    param([Security.AccessControl.ObjectSecurity] $Acl)

    $copy = [Activator]::CreateInstance($Acl.GetType())
    # Of a key, Set-Acl writes the sections that were touched: its audit entries are left alone. Of a file it writes all.
    $sections = if ($Acl -is [Security.AccessControl.RegistrySecurity]) { 'Access' } else { 'Access, Audit' }
    $copy.SetSecurityDescriptorBinaryForm($Acl.GetSecurityDescriptorBinaryForm(), [Security.AccessControl.AccessControlSections] $sections)
    $copy
}
