function Assert-PackageManager {
    <#
    .SYNOPSIS
    The path of a package manager's program; where it is not on this host, $null if it can be brought, else an error that says what to give.
    .PARAMETER Desired
    A Package's properties.
    #>
    param([hashtable] $Desired)

    $path = Find-PackageManager $Desired.manager
    if ($path -or $Desired.ensure -eq 'absent' -or $Desired['bootstrap']) { return $path }
    $advice = switch ($Desired.manager) {
        'chocolatey' { 'give bootstrap: the address of an internal feed, or a folder or share that chocolatey.nupkg lies in' }
        'scoop' { 'give bootstrap: the address or path of an install.ps1 of your own' }
        'winget' { 'it is the App Installer of Windows: bring it with the image of the host, or use another manager' }
    }
    throw [IO.FileNotFoundException] "there is no $($Desired.manager) on this host, or not for this user: $advice"
}
