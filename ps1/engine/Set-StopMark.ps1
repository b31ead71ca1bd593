function Set-StopMark {
    <#
    .SYNOPSIS
    Notes that an app was stopped on purpose, so that its watchdog leaves it alone, or takes the note away.
    .PARAMETER Name
    The app.
    .PARAMETER Stopped
    Whether it was.
    #>
    param([string] $Name, [bool] $Stopped)

    $path = [IO.Path]::Combine($Run.Folder, 'apps', $Name, 'stopped')
    if ($Stopped) { Write-WholeFile -Path $path -Stream ([IO.MemoryStream]::new()) } elseif ([IO.File]::Exists($path)) { [IO.File]::Delete($path) }
}
