function Get-ShownValue {
    <#
    .SYNOPSIS
    A value as events show it. Where the desired value is a secret, or a table's entry is not desired any more and may have been one, it is ***.
    .PARAMETER Value
    The value.
    .PARAMETER Desired
    The desired value in its place.
    #>
    param($Value, $Desired)

    if ($null -eq $Value) { return $null }
    if ($Desired -is [securestring]) { return '***' }
    if ($Value -is [Collections.IDictionary]) {
        $shown = @{}
        $known = $Desired -is [Collections.IDictionary]
        foreach ($key in $Value.Keys) { $shown[$key] = if ($known -and $Desired.Contains($key)) { Get-ShownValue $Value[$key] $Desired[$key] } else { '***' } }
        return $shown
    }
    if ($Value -is [array]) {
        return , @(for ($i = 0; $i -lt $Value.Count; $i++) { Get-ShownValue $Value[$i] $(if ($Desired -is [array] -and $i -lt $Desired.Count) { , $Desired[$i] }) })
    }
    if ($Value -isnot [string] -or $Value.Length -le 2000) { return $Value }
    # Masked before it is cut: half of a secret would not be known as one.
    $text = Hide-Secret $Value
    if ($text.Length -le 2000) { $text } else { $text.Substring(0, 2000) + "... ($($Value.Length) characters)" }
}
