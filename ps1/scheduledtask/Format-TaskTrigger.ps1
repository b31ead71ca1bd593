function Format-TaskTrigger {
    <#
    .SYNOPSIS
    A trigger in the one form that triggers are compared in: parts sorted, defaults left out, durations as seconds.
    .PARAMETER Node
    The trigger's element, or one in it.
    .PARAMETER Spelling
    What Get-TaskSpelling gave.
    #>
    param([Xml.XmlElement] $Node, [hashtable] $Spelling)

    $name = $Node.LocalName
    $defaults = 'DaysInterval=1', 'Delay=0', 'Enabled=true', 'RandomDelay=0', 'Repetition', 'StopAtDurationEnd=false', 'WeeksInterval=1',
        'Months(April, August, December, February, January, July, June, March, May, November, October, September)'
    $leaf = $true
    $parts = [Collections.Generic.List[string]]::new()
    foreach ($child in $Node.ChildNodes) {
        if ($child -isnot [Xml.XmlElement]) { continue }
        $leaf = $false
        $line = Format-TaskTrigger $child $Spelling
        if ($line -cnotin $defaults) { $parts.Add($line) }
    }
    if (-not $leaf) {
        $parts.Sort([StringComparer]::Ordinal)
        if ($parts.Count) { return "$name($($parts -join ', '))" } else { return $name }
    }
    $text = $Node.InnerText.Replace("`r`n", "`n")
    if (-not $text.Trim()) { return $name }
    $text = switch -CaseSensitive ($name) {
        { $_ -cin 'Delay', 'Duration', 'ExecutionTimeLimit', 'Interval', 'PeriodOfOccurrence', 'RandomDelay' } { ConvertFrom-TaskDuration $text }
        { $_ -cin 'StartBoundary', 'EndBoundary' } { $text -replace '\.0+(?=Z|[+-]|\z)' -replace '\+00:00\z', 'Z' }
        { $_ -cin 'Enabled', 'StopAtDurationEnd' } { "$([Xml.XmlConvert]::ToBoolean($text))".ToLowerInvariant() }
        'UserId' { Format-TaskAccount $text $Spelling }
        default { $text }
    }
    "$name=$text"
}
