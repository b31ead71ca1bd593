function Find-BootstrapFile {
    <#
    .SYNOPSIS
    The file that a package manager is installed from: the path itself, or of a folder its newest package of Chocolatey.
    .PARAMETER Manager
    chocolatey or scoop.
    .PARAMETER Path
    The file or folder, on this host or a share.
    #>
    param([string] $Manager, [string] $Path)

    if ([IO.File]::Exists($Path)) { return $Path }
    $newest = $null
    if ($Manager -eq 'chocolatey' -and [IO.Directory]::Exists($Path)) {
        foreach ($one in [IO.Directory]::GetFiles($Path, 'chocolatey*.nupkg')) {
            $version = [IO.Path]::GetFileNameWithoutExtension($one) -replace '^chocolatey\.?'
            if ($version -and $version -notmatch '^[0-9]') { continue } # chocolatey-core.extension and others
            if ($null -eq $newest -or (Compare-PackageVersion $version $newest.Version) -gt 0) { $newest = @{ Version = $version; Path = $one } }
        }
    }
    if (-not $newest) { throw [IO.FileNotFoundException] "there is nothing at $Path that $Manager could be installed from, or this host's run may not read it: see bootstrap" }
    $newest.Path
}
