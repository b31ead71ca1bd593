function Get-DirectoryState {
    <#
    .SYNOPSIS
    Says whether a folder is there.
    .PARAMETER Name
    Its path.
    .PARAMETER Desired
    Not used: a folder has no properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    if ([IO.File]::Exists($Name)) { throw "there is a file at $Name, where a folder is wanted: move it away" }
    @{ ensure = if ([IO.Directory]::Exists($Name)) { 'present' } else { 'absent' } }
}

function Set-DirectoryState {
    <#
    .SYNOPSIS
    Makes a folder with its parents, or removes one with all that is in it.
    .PARAMETER Name
    Its path.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    if ($Desired.ensure -eq 'present') { [IO.Directory]::CreateDirectory($Name) } else { Remove-Item -LiteralPath $Name -Recurse -Force }
}
