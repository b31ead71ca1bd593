function Format-AccessMask {
    <#
    .SYNOPSIS
    An access mask as the names of its rights, as few as say it all.
    .PARAMETER Mask
    The mask.
    .PARAMETER Registry
    Whether it is a registry key's.
    #>
    param([int] $Mask, [bool] $Registry)

    $rights = Get-AccessRight $Registry
    # Generic rights (all, execute, write, read) stand for others: GENERIC_MAPPING of files and of keys.
    $bits = 0x10000000, 0x20000000, 0x40000000, [int]::MinValue
    $generic = if ($Registry) { 0xF003F, 0x20019, 0x20006, 0x20019 } else { 0xF01FF, 0x200A0, 0x20116, 0x20089 }
    for ($i = 0; $i -lt 4; $i++) { if ($Mask -band $bits[$i]) { $Mask = ($Mask -band -bnot $bits[$i]) -bor $generic[$i] } }
    if (-not $Registry) { $Mask = $Mask -band -bnot 0x100000 }
    $left = $Mask
    $names = @(foreach ($name in $rights.Keys) {
        if (($Mask -band $rights[$name]) -eq $rights[$name] -and $left -band $rights[$name]) { $name; $left = $left -band -bnot $rights[$name] }
    })
    if ($left) { $names += '0x{0:x}' -f $left }
    $names -join ', '
}
