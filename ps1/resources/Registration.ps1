function Get-RegistrationState {
    <#
    .SYNOPSIS
    Reads the record of what Windows starts of an app.
    .PARAMETER Name
    The app.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    $path = [IO.Path]::Combine($Run.Folder, 'apps', $Name, 'registration.txt')
    if (-not [IO.File]::Exists($path)) { return @{ ensure = 'absent' } }
    @{ ensure = 'present'; entries = [IO.File]::ReadAllLines($path) }
}

function Set-RegistrationState {
    <#
    .SYNOPSIS
    Removes from the host what is no longer to be started of an app, and writes the record anew.
    .PARAMETER Name
    The app.
    .PARAMETER Desired
    The desired properties: entries, as Kind/name.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $kept = @(if ($Desired.ensure -eq 'present') { $Desired.entries })
    foreach ($entry in @($Actual['entries'])) { if ($entry -and $entry -notin $kept) { Remove-RegisteredEntry $entry } }
    $path = [IO.Path]::Combine($Run.Folder, 'apps', $Name, 'registration.txt')
    if ($Desired.ensure -eq 'absent') { return [IO.File]::Delete($path) }
    $bytes = [Text.UTF8Encoding]::new($false).GetBytes((@($kept) -join "`n"))
    Write-WholeFile -Path $path -Stream ([IO.MemoryStream]::new($bytes))
}
