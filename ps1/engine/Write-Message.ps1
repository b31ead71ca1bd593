function Write-Message {
    <#
    .SYNOPSIS
    Writes a message event.
    .PARAMETER Text
    What to say.
    .PARAMETER Level
    info, warning or error.
    #>
    param([string] $Text, [string] $Level = 'info')

    Write-Event ([ordered]@{ event = 'message'; host = $Run.Host; level = $Level; text = $Text })
}
