function Receive-Release {
    <#
    .SYNOPSIS
    Gets a release's file: what was brought to the host, or a copy from a share or an address; File, Sha256, and From, for messages.
    .PARAMETER Desired
    sha256, and url or share unless it was brought; checksum, headers, proxy, timeout.
    .PARAMETER Path
    The app's folder.
    #>
    param([hashtable] $Desired, [string] $Path)

    $file = [IO.Path]::Combine($Path, 'releases', '.download')
    if ($Desired['share']) {
        $from = $Desired.share
        if (-not [IO.File]::Exists($from)) { throw [IO.FileNotFoundException] "there is no file $from that this host's run can read: a logon over the network is not passed on to shares; let the share's permissions take the host's computer account, or send the file by path" }
        Assert-FreeSpace -Path $file -Bytes ([IO.FileInfo]::new($from).Length)
        # Once, so that what is looked at is what is used.
        [IO.File]::Copy($from, $file, $true)
    } elseif ($Desired['url']) {
        $from = ([Uri] $Desired.url).GetLeftPart('Path')
        Receive-WebFile -Desired $Desired -Path $file
    } else {
        return @{ File = Find-BroughtFile $Desired.sha256 $Path; Sha256 = $Desired.sha256; From = 'the file that was sent' }
    }
    $hash = Get-Sha256 $file
    try {
        $expected = if ($Desired['sha256']) { $Desired.sha256 } elseif ($Desired['checksum']) { Receive-Checksum -Desired $Desired }
        if ($expected -and $hash -ne $expected) { throw [IO.InvalidDataException] "what came from $from has the SHA-256 $hash, and not ${expected}: nothing of it was used" }
    } catch {
        [IO.File]::Delete($file)
        throw
    }
    @{ File = $file; Sha256 = $hash; From = $from }
}
