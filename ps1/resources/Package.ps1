function Get-PackageState {
    <#
    .SYNOPSIS
    Reads whether a package is installed. What says how it comes there is given back; so is a version that fits, and a check that holds.
    .PARAMETER Name
    Its id.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    $actual = $Desired.Clone()
    if ($Desired.manager -eq 'none') {
        Assert-Requirement $Name $Desired
        return $actual
    }
    $found = Read-InstalledPackage $Name $Desired
    if (-not $found) { return @{ ensure = 'absent' } }
    $actual.ensure = 'present'
    if ($Desired.ensure -eq 'absent') { return $actual }
    if ($Desired['version'] -eq 'latest') {
        if (Read-NewerVersion $Name $Desired $found.version) { $actual.version = $found.version }
    } elseif ($Desired['version'] -and -not (Test-PackageVersion $found.version $Desired.version)) { $actual.version = $found.version }
    if ($Desired.Contains('pinned')) { $actual.pinned = $found.pinned }
    if ($Desired.Contains('check')) {
        $answer = Test-PackageCheck $Desired
        if ($null -ne $answer) { $actual.check = $answer }
    }
    $actual
}

function Set-PackageState {
    <#
    .SYNOPSIS
    Installs a package, brings it to another version, repairs it, removes it, pins it or lets it go; reads the PATH anew.
    .PARAMETER Name
    Its id.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $before = @(Read-RestartReason)
    $Run.NeedsRestart = $false
    $managed = $Desired.manager -notin 'msi', 'exe'
    $present = $Actual.ensure -eq 'present'
    try {
        if ($Desired.ensure -eq 'absent') {
            if ($managed) { Remove-ManagedPackage $Name $Desired } else { Remove-Product $Desired.product $Desired }
        } elseif ($Changes.Contains('ensure') -or $Changes.Contains('version') -or $Changes.Contains('check')) {
            # What is pinned is passed over by its manager.
            if ($present -and $Actual['pinned']) { Set-PackagePin $Name $Desired.manager $false }
            $repair = $present -and -not $Changes.Contains('version')
            if ($managed) { Add-ManagedPackage $Name $Desired $present $repair } else { Add-Product $Name $Desired $repair }
        }
    } finally {
        $Run.Remove('Packages')
        if ($Run.NeedsRestart) { Add-RestartReason "Package/$Name" }
        Update-ProcessPath
    }
    if ($Desired.ensure -eq 'present' -and $Desired.Contains('pinned')) {
        $now = Read-InstalledPackage $Name $Desired
        if ($now -and $now.pinned -ne $Desired.pinned) {
            Set-PackagePin $Name $Desired.manager $Desired.pinned
            $Run.Remove('Packages')
        }
    }
    $new = @(Read-RestartReason | Where-Object { $_ -notin $before })
    if ($new -and -not $Run.NeedsRestart) { Write-Warning "this host waits for a restart since $Name was changed: $($new -join ', ')" }
}
