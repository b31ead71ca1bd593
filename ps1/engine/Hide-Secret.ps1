function Hide-Secret {
    <#
    .SYNOPSIS
    A value with *** in the place of each of the run's secrets in its texts.
    .PARAMETER Value
    Text, or a list or table of values; others are given back as they are.
    #>
    param($Value)

    if ($Value -is [string]) {
        foreach ($secret in $Run.Masked) { $Value = $Value.Replace($secret, '***') }
        return $Value
    }
    if ($Value -is [Collections.IDictionary]) {
        $hidden = [ordered]@{}
        foreach ($key in $Value.Keys) { $hidden[$key] = Hide-Secret $Value[$key] }
        return $hidden
    }
    if ($Value -is [array]) { return , @(foreach ($one in $Value) { Hide-Secret $one }) }
    $Value
}
