function ConvertTo-EventJson {
    <#
    .SYNOPSIS
    A value as compact JSON in ASCII. ConvertTo-Json loads a module that nothing else here needs, and gives other text in 5.1.
    .PARAMETER Value
    Text, a number, a boolean, $null, or lists and tables of them. Fractions are rounded to thousandths.
    #>
    param($Value)

    if ($null -eq $Value) { return 'null' }
    if ($Value -is [string]) {
        $text = $Value.Replace('\', '\\').Replace('"', '\"')
        if ($text -cmatch '[^ -~]') { $text = [regex]::Replace($text, '[^ -~]', { param($match) '\u{0:x4}' -f [int][char] $match.Value }) }
        return '"' + $text + '"'
    }
    if ($Value -is [int]) { return "$Value" }
    if ($Value -is [bool]) { return "$Value".ToLowerInvariant() }
    if ($Value -is [Collections.IDictionary]) {
        return '{' + (@(foreach ($key in $Value.Keys) { (ConvertTo-EventJson "$key") + ':' + (ConvertTo-EventJson $Value[$key]) }) -join ',') + '}'
    }
    if ($Value -is [array]) { return '[' + (@(foreach ($one in $Value) { ConvertTo-EventJson $one }) -join ',') + ']' }
    $plain = [Globalization.CultureInfo]::InvariantCulture
    if ($Value -is [double] -or $Value -is [single]) {
        if ([double]::IsNaN($Value) -or [double]::IsInfinity($Value)) { return "`"$Value`"" }
        if ([Math]::Abs($Value) -ge 1e15) { return $Value.ToString('R', $plain) }
        $Value = [decimal] $Value
    }
    if ($Value -is [decimal]) { return $Value.ToString('0.###', $plain) }
    if ($Value -is [long] -or $Value -is [uint32] -or $Value -is [uint64] -or $Value -is [int16] -or $Value -is [uint16] -or $Value -is [byte] -or $Value -is [sbyte]) { return $Value.ToString($plain) }
    ConvertTo-EventJson "$Value"
}
