function Find-Release {
    <#
    .SYNOPSIS
    The name of the folder in which a release lies whole; nothing where there is none.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases.
    .PARAMETER Version
    The version, '' for any.
    .PARAMETER Sha256
    The hash of the file that it came in, '' for any.
    #>
    param([string] $Path, [hashtable] $Record, [string] $Version = '', [string] $Sha256 = '')

    foreach ($name in $Record.releases.Keys | Sort-Object) {
        $release = $Record.releases[$name]
        if (($Version -and $release.version -ne $Version) -or ($Sha256 -and $release.sha256 -ne $Sha256)) { continue }
        if (Test-Release -Path $Path -Release $release -Name $name) { return $name }
    }
}
