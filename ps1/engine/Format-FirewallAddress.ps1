function Format-FirewallAddress {
    <#
    .SYNOPSIS
    An address as winstead writes it: Windows gives 10.0.0.0/8 back as 10.0.0.0/255.0.0.0.
    .PARAMETER Address
    An address, a subnet, a range, or a word for addresses.
    #>
    param([string] $Address)

    if ($Address -notmatch '^[0-9a-fA-F:.]*[:.][0-9a-fA-F:.]*([/-][0-9a-fA-F:.]+)?$') { return $(if ($Address -eq 'Any') { 'any' } else { $Address }) }
    $first, $rest = $Address -split '[/-]', 2
    $ip = [Net.IPAddress]::Parse($first)
    if (-not $rest) { return "$ip" }
    if ($Address.Contains('-')) {
        $last = [Net.IPAddress]::Parse($rest)
        return $(if ("$ip" -eq "$last") { "$ip" } else { "$ip-$last" })
    }
    $bits = 0
    if ($rest -match '[.:]') {
        foreach ($byte in [Net.IPAddress]::Parse($rest).GetAddressBytes()) { for (; $byte; $byte = $byte -shr 1) { $bits += $byte -band 1 } }
    } else { $bits = [int] $rest }
    if ($bits -eq 8 * $ip.GetAddressBytes().Length) { "$ip" } else { "$ip/$bits" }
}
