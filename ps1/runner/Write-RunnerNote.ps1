function Write-RunnerNote {
    <#
    .SYNOPSIS
    Writes a line of the runner's own to the program's log.
    .PARAMETER Run
    The run.
    .PARAMETER Text
    The line.
    #>
    param([hashtable] $Run, [string] $Text)

    if (-not $Run.Logs) { return }
    # As bytes of UTF-8, each a character, like the program's own lines.
    $line = [Text.Encoding]::GetEncoding(28591).GetString([Text.Encoding]::UTF8.GetBytes("$(Get-LogStamp)winstead: $Text`n"))
    Write-RunnerLog $Run $Run.Logs[0] $line
}
