function Test-PackageCheck {
    <#
    .SYNOPSIS
    Looks whether a package's check holds: $null if it does, else what was found.
    .PARAMETER Desired
    A Package's properties: check, and version where some are wanted.
    #>
    param([hashtable] $Desired)

    $found = Read-CheckedVersion $Desired.check
    $any = -not $Desired['version'] -or $Desired.version -eq 'latest'
    if ($found.Version) {
        if ($any -or (Test-PackageVersion $found.Version $Desired.version)) { return }
        return "'$($Desired.check -join ' ')' says $($found.Version)"
    }
    if ($found.Error -notlike '*says no version*' -or -not $any) { $found.Error }
}
