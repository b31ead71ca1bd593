function Set-LiveRecord {
    <#
    .SYNOPSIS
    Notes which slot of an app is live.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases, which is written anew.
    .PARAMETER Live
    The slot, or current where none is.
    .PARAMETER Next
    The slot that is to be live, if one is.
    .PARAMETER Order
    The releases in the order in which they became live.
    #>
    param([string] $Path, [hashtable] $Record, [string] $Live, $Next, [string[]] $Order)

    $Record.live, $Record.next, $Record.order = $Live, $Next, $Order
    Write-ReleaseRecord -Path $Path -Record $Record
    # What an app without slots had.
    if ($Live -ne 'current') { Remove-ReleaseLink ([IO.Path]::Combine($Path, 'current')) }
}
