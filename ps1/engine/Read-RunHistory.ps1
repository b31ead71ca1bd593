function Read-RunHistory {
    <#
    .SYNOPSIS
    The last runs of an app's history, the newest last, as tables; nothing where there is none yet.
    .PARAMETER Path
    The history: a JSON object a line.
    .PARAMETER Count
    How many.
    #>
    param([string] $Path, [int] $Count)

    if (-not [IO.File]::Exists($Path)) { return }
    $stream = [IO.FileStream]::new($Path, 'Open', 'Read', 'ReadWrite, Delete')
    try { $lines = @([IO.StreamReader]::new($stream).ReadToEnd() -split "`r?`n" | Where-Object { $_ }) } finally { $stream.Dispose() }
    foreach ($line in @($lines | Select-Object -Last $Count)) { ConvertFrom-JsonObject (ConvertFrom-Json -InputObject $line) }
}
