function Format-ChangeText {
    <#
    .SYNOPSIS
    Changes as one line for a reader: 'start: manual -> automatic'.
    .PARAMETER Changes
    What Format-Change gave.
    #>
    param([hashtable] $Changes)

    $keys = [string[]] @(if ($Changes.Contains('ensure')) { 'ensure' } else { $Changes.Keys })
    [Array]::Sort($keys, [StringComparer]::Ordinal)
    @(foreach ($key in $keys) {
        $old, $new = foreach ($value in $Changes[$key]) { if ($value -is [string] -and $value -cmatch '\A[ -~]{1,80}\z') { $value } else { ConvertTo-EventJson $value } }
        if ($key -eq 'restart') { "restart for $new" } else { "${key}: $old -> $new" }
    }) -join ', '
}
