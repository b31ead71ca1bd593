function Add-HistoryLine {
    <#
    .SYNOPSIS
    Adds a line to a history, of which about the last megabyte is kept.
    .PARAMETER Path
    The history's file.
    .PARAMETER Line
    The line.
    #>
    param([string] $Path, [string] $Line)

    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
    for ($attempt = 1; ; $attempt++) {
        # A reader that lets nobody write is done soon.
        try { [IO.File]::AppendAllText($Path, "$Line`n"); break } catch [IO.IOException] {
            if ($attempt -ge 50) { throw }
            Start-Sleep -Milliseconds 100
        }
    }
    if ([IO.FileInfo]::new($Path).Length -le 1MB) { return }
    $lines = [IO.File]::ReadAllLines($Path)
    $kept = [string]::Join("`n", $lines, [int] ($lines.Count / 2), $lines.Count - [int] ($lines.Count / 2)) + "`n"
    Write-WholeFile -Path $Path -Stream ([IO.MemoryStream]::new([Text.Encoding]::UTF8.GetBytes($kept)))
}
