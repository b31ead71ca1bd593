function Select-PackageVersion {
    <#
    .SYNOPSIS
    The version to ask a package manager for: the one that is named, or the highest that fits; an empty text for its newest. An error where none fits.
    .PARAMETER Name
    The package's id.
    .PARAMETER Desired
    A Package's properties: version, manager, source.
    #>
    param([string] $Name, [hashtable] $Desired)

    $wanted = $Desired['version']
    if (-not $wanted -or $wanted -eq 'latest') { return '' }
    $parts = $wanted.Split(',')
    $exact = @($parts | Where-Object { $_ -match '^==' -and $_ -notmatch '\*$' })
    if ($exact.Count) { return $exact[0].Substring(2) }
    # From a beginning on, the newest will do; what does not fit all the same is seen afterwards.
    if (-not @($parts | Where-Object { $_ -notmatch '^>' }).Count) { return '' }
    $known = @(Read-AvailableVersion $Name $Desired)
    foreach ($one in $known) { if (Test-PackageVersion $one $wanted) { return $one } }
    $place = if ($Desired['source']) { " at $($Desired.source)" } else { '' }
    $said = if ($known.Count) { "there are $(@($known | Select-Object -First 10) -join ', ')" } else { 'there is none at all' }
    throw [InvalidOperationException] "no version of $Name$place is $wanted`: $said"
}
