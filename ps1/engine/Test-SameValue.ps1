function Test-SameValue {
    <#
    .SYNOPSIS
    Says whether two values are the same: text to the letter, numbers by their value, lists in order, tables by their keys, secrets by their text.
    .PARAMETER Left
    One value.
    .PARAMETER Right
    The other.
    #>
    param($Left, $Right)

    if ($null -eq $Left -or $null -eq $Right) { return $null -eq $Left -and $null -eq $Right }
    if ($Right -is [Collections.IDictionary]) {
        if ($Left -isnot [Collections.IDictionary] -or $Left.Count -ne $Right.Count) { return $false }
        foreach ($key in $Right.Keys) { if (-not $Left.Contains($key) -or -not (Test-SameValue $Left[$key] $Right[$key])) { return $false } }
        return $true
    }
    if ($Right -is [array]) {
        if ($Left -isnot [array] -or $Left.Count -ne $Right.Count) { return $false }
        for ($i = 0; $i -lt $Right.Count; $i++) { if (-not (Test-SameValue $Left[$i] $Right[$i])) { return $false } }
        return $true
    }
    if ($Left -is [array] -or $Left -is [Collections.IDictionary]) { return $false }
    $one = ConvertFrom-Secret $Left
    $other = ConvertFrom-Secret $Right
    # -ceq takes texts for the same that differ in invisible or composed characters, and converts what is of another type.
    if ($one -is [string] -and $other -is [string]) { return [string]::Equals($one, $other) }
    if ($one -is [string] -or $other -is [string] -or $one -is [bool] -ne ($other -is [bool])) { return $false }
    $one -eq $other
}
