function New-PrivateFolder {
    <#
    .SYNOPSIS
    Makes a folder for temporary files that only administrators, the system and this process' user can open, and gives its path.
    #>
    param()

    $security = [Security.AccessControl.DirectorySecurity]::new()
    $security.SetSecurityDescriptorSddlForm('D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)')
    $folder = [IO.DirectoryInfo]::new([IO.Path]::Combine([IO.Path]::GetTempPath(), "winstead-$([guid]::NewGuid().ToString('N'))"))
    if ($PSVersionTable.PSVersion.Major -gt 5) { [IO.FileSystemAclExtensions]::Create($folder, $security) } else { $folder.Create($security) }
    $folder.FullName
}
