function Find-LocalGroup {
    <#
    .SYNOPSIS
    Gives one of the host's own groups as Get-LocalGroup does; $null where there is none. One of Windows' own is found in every language.
    .PARAMETER Name
    The group's name, without BUILTIN or the host's.
    #>
    param([string] $Name)

    $sid = (Get-KnownAccount)["BUILTIN\$Name"]
    try {
        if ($sid) { Get-LocalGroup -SID $sid -ErrorAction Stop } else { Get-LocalGroup -Name $Name -ErrorAction Stop }
    } catch {
        if ($_.FullyQualifiedErrorId -notlike 'GroupNotFound*') { throw }
    }
}
