function ConvertFrom-TaskDuration {
    <#
    .SYNOPSIS
    The seconds in a duration of a scheduled task's XML, such as PT1H30M; $null for none.
    .PARAMETER Text
    The duration, or $null.
    #>
    param($Text)

    if ($Text) { [long] [Xml.XmlConvert]::ToTimeSpan($Text).TotalSeconds }
}
