function ConvertTo-JsonText {
    <#
    .SYNOPSIS
    A value as JSON for a file: indented, in ASCII, with sorted keys and with secrets as they are; always the same text for the same value.
    .PARAMETER Value
    Text, a number, a boolean, $null, a secret, or lists and tables of them.
    .PARAMETER Indent
    The blanks before its lines.
    #>
    param($Value, [string] $Indent = '')

    $inner = "$Indent  "
    if ($Value -is [Collections.IDictionary] -and $Value.Count) {
        $keys = [string[]] @($Value.Keys)
        [Array]::Sort($keys, [StringComparer]::Ordinal)
        return "{`n" + (@(foreach ($key in $keys) { $inner + (ConvertTo-EventJson $key) + ': ' + (ConvertTo-JsonText $Value[$key] $inner) }) -join ",`n") + "`n$Indent}"
    }
    if ($Value -is [array] -and $Value.Count) {
        return "[`n" + (@(foreach ($one in $Value) { $inner + (ConvertTo-JsonText $one $inner) }) -join ",`n") + "`n$Indent]"
    }
    ConvertTo-EventJson (ConvertFrom-Secret $Value)
}
