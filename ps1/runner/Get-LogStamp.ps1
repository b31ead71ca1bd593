function Get-LogStamp {
    <#
    .SYNOPSIS
    The time as it stands at the beginning of a log's line: local, with its distance from UTC, and a blank.
    #>
    param()

    [DateTime]::Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz ", [Globalization.CultureInfo]::InvariantCulture)
}
