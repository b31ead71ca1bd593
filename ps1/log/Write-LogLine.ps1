function Write-LogLine {
    <#
    .SYNOPSIS
    Writes a log event for each line that it is given.
    .PARAMETER Name
    The app.
    .PARAMETER File
    The log.
    .PARAMETER Text
    The line.
    #>
    param([string] $Name, [string] $File, [Parameter(ValueFromPipeline)] [string] $Text)

    process { Write-Event ([ordered]@{ event = 'log'; host = $Run.Host; app = $Name; file = $File; text = $Text }) }
}
