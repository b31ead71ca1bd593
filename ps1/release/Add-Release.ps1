function Add-Release {
    <#
    .SYNOPSIS
    Puts a release into its own folder, unless it lies there whole, and gives the folder's name: its version, or with a part of its hash where another release of that version is in use.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Desired
    version, executable, sha256, and where it comes from.
    .PARAMETER Record
    The record of the app's releases, which is written anew.
    .PARAMETER Current
    The name of the current release's folder.
    #>
    param([string] $Path, [hashtable] $Desired, [hashtable] $Record, [string] $Current)

    $known = Find-Release -Path $Path -Record $Record -Version $Desired.version -Sha256 $Desired['sha256']
    if ($known) { return $known }
    $null = [IO.Directory]::CreateDirectory([IO.Path]::Combine($Path, 'releases'))
    $fetched = Receive-Release -Desired $Desired -Path $Path
    # What runs is not overwritten.
    $name = if ($Current -ne $Desired.version) { $Desired.version } else { "$($Desired.version)~$($fetched.Sha256.Substring(0, 8))" }
    if ($name -eq $Current) { $name += '~2' }
    $folder = [IO.Path]::Combine($Path, 'releases', $name)
    $incoming = [IO.Path]::Combine($Path, 'releases\.incoming')
    Remove-ReleaseLink $incoming
    $null = [IO.Directory]::CreateDirectory($incoming)
    try {
        Expand-Release -File $fetched.File -Archive $Desired.archive -Into $incoming -Executable $Desired.executable -Limit $Desired.max_size
        $program = [IO.Path]::Combine($incoming, $Desired.executable)
        if (-not [IO.File]::Exists($program)) { throw "there is no $($Desired.executable) in the release: name it by executable as it lies in the archive" }
        if ($Desired['publisher']) { Assert-Publisher -Path $program -Publisher $Desired.publisher }
        $hash = Get-Sha256 $program
        if ($Desired.archive -eq 'none' -and $hash -ne $fetched.Sha256) { throw [IO.IOException] 'the program was not written whole: is the disk full?' }
        Remove-ReleaseLink $folder
        [IO.Directory]::Move($incoming, $folder)
    } catch {
        Remove-ReleaseLink $incoming
        throw [InvalidOperationException]::new("release $($Desired.version), $($fetched.From), cannot be used:", $_.Exception)
    } finally { [IO.File]::Delete([IO.Path]::Combine($Path, 'releases\.download')) }
    $release = @{ version = $Desired.version; sha256 = $fetched.Sha256; program = $hash; executable = $Desired.executable; outcome = 'new'; reason = $null; by = $Run.By; commit = $Desired['commit'] }
    $release.added = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
    $Record.releases[$name] = $release
    Write-ReleaseRecord -Path $Path -Record $Record
    $name
}
