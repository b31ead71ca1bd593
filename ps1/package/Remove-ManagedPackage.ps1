function Remove-ManagedPackage {
    <#
    .SYNOPSIS
    Lets a package manager remove a package.
    .PARAMETER Name
    The package's id.
    .PARAMETER Desired
    A Package's properties: manager, timeout.
    #>
    param([string] $Name, [hashtable] $Desired)

    $command = switch ($Desired.manager) {
        'chocolatey' { 'uninstall', $Name, '--yes', '--limit-output' }
        'scoop' { 'uninstall', $Name }
        'winget' { 'uninstall', '--id', $Name, '--exact', '--silent', '--disable-interactivity', '--accept-source-agreements' }
    }
    $null = Invoke-PackageManager $Desired.manager $command -TimeoutSeconds $Desired.timeout -Removing
}
