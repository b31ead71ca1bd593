function Find-BroughtFile {
    <#
    .SYNOPSIS
    Where a file lies that was brought to the host for this run: in winstead's folder, or beside a script that is run by hand.
    .PARAMETER Sha256
    Its hash, which is its name.
    .PARAMETER For
    What it is for, to say where nothing was brought.
    #>
    param([string] $Sha256, [string] $For)

    $places = @(Join-Path $Run.Folder "files\$Sha256"; if ($PSScriptRoot) { Join-Path $PSScriptRoot "files\$Sha256" })
    foreach ($one in $places) { if ([IO.File]::Exists($one)) { return $one } }
    throw "what belongs into $For is not on this host: put it at $($places[0]), or at files\$Sha256 beside the script when you run it by hand"
}
