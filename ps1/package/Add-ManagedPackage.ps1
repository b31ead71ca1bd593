function Add-ManagedPackage {
    <#
    .SYNOPSIS
    Lets a package manager install a package, or bring it to another version; installs the manager where it is missing.
    .PARAMETER Name
    The package's id.
    .PARAMETER Desired
    A Package's properties.
    .PARAMETER Present
    Whether the package is there.
    .PARAMETER Repair
    It is there in the right version, and does not work.
    #>
    param([string] $Name, [hashtable] $Desired, [bool] $Present, [bool] $Repair)

    $manager = $Desired.manager
    if (-not (Assert-PackageManager $Desired)) { Install-PackageManager $manager $Desired.bootstrap $Desired.timeout }
    $source = $Desired['source']
    $version = Select-PackageVersion $Name $Desired
    $commands = @(switch ($manager) {
        'chocolatey' {
            # upgrade brings a package to a version, or to the newest, whether it is there or not.
            $word = if ($Present -and -not $Repair) { 'upgrade' } else { 'install' }
            , (@($word, $Name, '--yes', '--limit-output', '--no-progress') + @(if ($version) { '--version', $version, '--allow-downgrade' }) + @(if ($Repair) { '--force' }) + @(if ($source) { '--source', $source }))
        }
        'scoop' {
            $from = if ($source) { "$source/$Name" } else { $Name }
            if ($Present -and -not $version -and -not $Repair) { , @('update', $Name); continue }
            # Scoop has no way from a version to a given one but this.
            if ($Present) { , @('uninstall', $Name) }
            , @('install', $(if ($version) { "$from@$version" } else { $from }))
        }
        'winget' {
            $word = if ($Present -and -not $version -and -not $Repair) { 'upgrade' } else { 'install' }
            , (@($word, '--id', $Name, '--exact', '--silent', '--disable-interactivity', '--accept-package-agreements', '--accept-source-agreements') +
                @(if ($version) { '--version', $version }) + @(if ($Present -and $word -eq 'install') { '--force' }) + @(if ($source) { '--source', $source }))
        }
    })
    foreach ($one in $commands) {
        $more = if ($one[0] -ne 'uninstall') { $Desired['arguments'] }
        $null = Invoke-PackageManager $manager ([string[]] @($one; $more | Where-Object { $_ })) -TimeoutSeconds $Desired.timeout
    }
}
