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
    $children = @($Node.ChildNodes | Where-Object { $_ -is [Xml.XmlElement] })
    if (-not $children) {
        $text = $Node.InnerText.Replace("`r`n", "`n")
        if (-not $text.Trim()) { return $name }
        $text = switch -CaseSensitive ($name) {
            { $_ -cin 'Delay', 'Duration', 'ExecutionTimeLimit', 'Interval', 'PeriodOfOccurrence', 'RandomDelay' } { ConvertFrom-TaskDuration $text }
            { $_ -cin 'StartBoundary', 'EndBoundary' } { $text -replace '\.0+(?=Z|[+-]|\z)' -replace '\+00:00\z', 'Z' }
            { $_ -cin 'Enabled', 'StopAtDurationEnd' } { "$([Xml.XmlConvert]::ToBoolean($text))".ToLowerInvariant() }
            'UserId' { Format-TaskAccount $text $Spelling }
            default { $text }
        }
        return "$name=$text"
    }
    $defaults = 'DaysInterval=1', 'Delay=0', 'Enabled=true', 'RandomDelay=0', 'Repetition', 'StopAtDurationEnd=false', 'WeeksInterval=1',
        'Months(April, August, December, February, January, July, June, March, May, November, October, September)'
    $parts = [string[]] @($children | ForEach-Object { Format-TaskTrigger $_ $Spelling } | Where-Object { $_ -cnotin $defaults })
    [Array]::Sort($parts, [StringComparer]::Ordinal)
    if ($parts) { "$name($($parts -join ', '))" } else { $name }
}
