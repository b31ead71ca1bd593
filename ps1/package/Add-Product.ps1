function Add-Product {
    <#
    .SYNOPSIS
    Runs an installer, a file that was brought or lies on a share, from a folder that nobody else may write to.
    .PARAMETER Name
    The package's name.
    .PARAMETER Desired
    A Package's properties.
    .PARAMETER Repair
    It is there in the right version, and does not work.
    #>
    param([string] $Name, [hashtable] $Desired, [bool] $Repair)

    $origin = if ($Desired['share']) { $Desired.share } else { Find-BroughtFile $Desired.sha256 $Name }
    if (-not [IO.File]::Exists($origin)) { throw [IO.FileNotFoundException] "there is no file $origin that this host's run can read: look at the share's permissions for its computer account" }
    $folder = New-PrivateFolder
    try {
        # Installers want their own name, and Windows Installer an ending.
        $file = [IO.Path]::Combine($folder, $(if ($Desired['share']) { [IO.Path]::GetFileName($origin) } else { $Desired.file }))
        [IO.File]::Copy($origin, $file)
        if ($Desired['sha256'] -and ($hash = Get-Sha256 $file) -ne $Desired.sha256) { throw [IO.InvalidDataException] "$origin has the SHA-256 $hash, and not $($Desired.sha256): nothing of it was used" }
        $what = "installing $Name"
        if ($Desired.manager -eq 'exe') {
            $result = Invoke-PackageProgram -Path $file -Argument $Desired['arguments'] -TimeoutSeconds $Desired.timeout
            return Confirm-InstallerResult -What $what -Result $result -Manager exe
        }
        $again = 'REINSTALL=ALL', 'REINSTALLMODE=vomus'
        $result = Invoke-WindowsInstaller @('/i', $file) @(if ($Repair) { $again }; $Desired['arguments']) $Desired.timeout
        # 1638, ERROR_PRODUCT_VERSION: another build of this very product is there, which is brought to the new one in this way.
        if ($result.Code -eq 1638 -and -not $Repair) { $result = Invoke-WindowsInstaller @('/i', $file) @($again; $Desired['arguments']) $Desired.timeout }
        Confirm-InstallerResult -What $what -Result $result -Manager msi
    } finally { [IO.Directory]::Delete($folder, $true) }
}
