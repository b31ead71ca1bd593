function Select-FirewallValue {
    <#
    .SYNOPSIS
    A list of a firewall rule as winstead writes it: sorted, in the desired spelling where that says the same.
    .PARAMETER Actual
    What Windows gave: addresses or ports, one or several.
    .PARAMETER Desired
    The desired list.
    #>
    param([string[]] $Actual, [string[]] $Desired)

    $spelling = @{}
    foreach ($one in $Desired) { $spelling[(Format-FirewallAddress $one)] = $one }
    $list = [string[]] @(foreach ($one in $Actual) {
        $text = Format-FirewallAddress $one
        if ($spelling.ContainsKey($text)) { $spelling[$text] } else { $text }
    })
    [Array]::Sort($list, [StringComparer]::Ordinal)
    , $list
}
