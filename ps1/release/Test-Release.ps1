function Test-Release {
    <#
    .SYNOPSIS
    Says whether a release lies whole on the host: its folder is there, and its program is the one that came with it.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Release
    The release's own record, if it has one: executable, and program, its SHA-256.
    .PARAMETER Name
    The name of the release's folder.
    #>
    param([string] $Path, $Release, [string] $Name)

    if (-not $Release) { return $false }
    $program = [IO.Path]::Combine($Path, 'releases', $Name, $Release.executable)
    [IO.File]::Exists($program) -and (Get-Sha256 $program) -eq $Release.program
}
