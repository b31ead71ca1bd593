function Read-NewerVersion {
    <#
    .SYNOPSIS
    The version of a package that is newer than what is installed; $null where there is none.
    .PARAMETER Name
    Its id.
    .PARAMETER Desired
    A Package's properties: manager, source.
    .PARAMETER Version
    What is installed.
    #>
    param([string] $Name, [hashtable] $Desired, [string] $Version)

    $source = $Desired['source']
    $newest = switch ($Desired.manager) {
        'chocolatey' { (Read-PackageFact "chocolatey outdated $source" { Read-ChocolateyList (@('outdated') + @(if ($source) { '--source', $source })) 2 })[$Name] }
        'winget' { (Read-PackageFact "winget $Name" { Read-WingetPackage $Name $source })['newest'] }
        'scoop' { @(Read-AvailableVersion $Name $Desired)[0] }
    }
    if ($newest -and (Compare-PackageVersion $newest $Version) -gt 0) { "$newest" }
}
