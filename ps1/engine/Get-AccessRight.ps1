function Get-AccessRight {
    <#
    .SYNOPSIS
    The rights of a file or a registry key and their masks, the wide ones first. Synchronize is not among them: Windows adds it to what it grants.
    .PARAMETER Registry
    Whether it is a registry key.
    #>
    param([bool] $Registry)

    if ($Registry) {
        return [ordered]@{
            full = 0xF003F; read = 0x20019; write = 0x20006
            QueryValues = 0x1; SetValue = 0x2; CreateSubKey = 0x4; EnumerateSubKeys = 0x8; Notify = 0x10; CreateLink = 0x20
            Delete = 0x10000; ReadPermissions = 0x20000; ChangePermissions = 0x40000; TakeOwnership = 0x80000
        }
    }
    [ordered]@{
        full = 0xF01FF; modify = 0x301BF; 'read-execute' = 0x200A9; read = 0x20089; write = 0x116
        ReadData = 0x1; CreateFiles = 0x2; AppendData = 0x4; ReadExtendedAttributes = 0x8; WriteExtendedAttributes = 0x10; ExecuteFile = 0x20
        DeleteSubdirectoriesAndFiles = 0x40; ReadAttributes = 0x80; WriteAttributes = 0x100
        Delete = 0x10000; ReadPermissions = 0x20000; ChangePermissions = 0x40000; TakeOwnership = 0x80000
    }
}
