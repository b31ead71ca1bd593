function Receive-Release {
    <#
    .SYNOPSIS
    Gets a release's file: what was brought to the host, or from a share or an address; File and Sha256.
    .PARAMETER Desired
    sha256, and url or share unless it was brought; headers, proxy.
    .PARAMETER Path
    The app's folder.
    #>
    param([hashtable] $Desired, [string] $Path)

    if ($Desired['share']) {
        $file = $Desired.share
        if (-not [IO.File]::Exists($file)) { throw [IO.FileNotFoundException] "there is no file $file that this host's run can read: look at the share's permissions for its computer account" }
    } elseif ($Desired['url']) {
        $file = [IO.Path]::Combine($Path, 'releases', '.download')
        Receive-WebFile -Desired $Desired -Path $file
    } else {
        return @{ File = Find-BroughtFile $Desired.sha256 $Path; Sha256 = $Desired.sha256 }
    }
    $hash = Get-Sha256 $file
    $expected = if ($Desired['sha256']) { $Desired.sha256 } elseif ($Desired['checksum']) { Receive-Checksum -Desired $Desired }
    if ($expected -and $hash -ne $expected) {
        if ($Desired['url']) { [IO.File]::Delete($file) }
        throw [IO.InvalidDataException] "what came from $($Desired['url'])$($Desired['share']) has the SHA-256 $hash, and not ${expected}: nothing of it was used"
    }
    @{ File = $file; Sha256 = $hash }
}
