function Get-OtherSlot {
    <#
    .SYNOPSIS
    The slot beside one: green beside blue, blue beside green, and blue where none is live yet.
    .PARAMETER Slot
    blue, green, or current where none is live.
    #>
    param([string] $Slot)

    if ($Slot -eq 'blue') { 'green' } else { 'blue' }
}
