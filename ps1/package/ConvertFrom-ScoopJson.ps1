function ConvertFrom-ScoopJson {
    <#
    .SYNOPSIS
    The table in JSON that Scoop wrote, among warnings of an old version of itself or of a bucket.
    .PARAMETER Line
    What it wrote.
    #>
    param([string[]] $Line)

    $lines = [string[]] @($Line)
    $first = [Array]::FindIndex($lines, [Predicate[string]] { param($One) $One -match '^\s*\{' })
    $last = [Array]::FindLastIndex($lines, [Predicate[string]] { param($One) $One -match '\}\s*$' })
    if ($first -lt 0 -or $last -lt $first) { throw [IO.InvalidDataException] "Scoop gave no JSON: bring it up to date. It said: $(@($lines | Select-Object -Last 3) -join ' / ')" }
    ConvertFrom-JsonObject (ConvertFrom-Json ($lines[$first..$last] -join "`n"))
}
