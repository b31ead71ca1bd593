function Read-InstalledPackage {
    <#
    .SYNOPSIS
    What is installed of a package: version, and pinned where that is asked for; $null where it is not installed.
    .PARAMETER Name
    Its id.
    .PARAMETER Desired
    A Package's properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    if ($Desired.manager -in 'msi', 'exe') {
        if ($Desired['product']) {
            $found = @(Find-Product $Desired.product)
            if ($found.Count) { return @{ version = $found[0].Version } }
            return
        }
        $checked = Read-CheckedVersion $Desired.check
        if ($checked.Missing) { return }
        return @{ version = $(if ($checked.Version) { $checked.Version } else { $checked.Error }) }
    }
    if (-not (Assert-PackageManager $Desired)) { return }
    switch ($Desired.manager) {
        'chocolatey' {
            $list = Read-PackageFact 'chocolatey' { Read-ChocolateyList 'list' }
            if (-not $list.ContainsKey($Name)) { return }
            $pins = if ($Desired.Contains('pinned')) { Read-PackageFact 'chocolatey pins' { Read-ChocolateyList 'pin', 'list' } } else { @{} }
            return @{ version = $list[$Name][0]; pinned = $pins.ContainsKey($Name) }
        }
        'scoop' { return (Read-PackageFact 'scoop' { Read-ScoopList })[$Name] }
        'winget' {
            $found = Read-PackageFact "winget $Name" { Read-WingetPackage $Name $Desired['source'] }
            if (-not $found) { return }
            $pins = if ($Desired.Contains('pinned')) { Read-PackageFact 'winget pins' { Read-WingetPin } } else { @{} }
            return @{ version = $found.version; pinned = $pins.ContainsKey($Name) }
        }
    }
}
