function Write-ReleaseRecord {
    <#
    .SYNOPSIS
    Writes the record of an app's releases, whole or not at all; with a line for its history, of which the last hundred are kept.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    What Read-ReleaseRecord gave, changed.
    .PARAMETER Line
    What happened: action, release, outcome, and more.
    #>
    param([string] $Path, [hashtable] $Record, [hashtable] $Line)

    if ($Line) {
        $Line.time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
        $Line.by = $Run.By
        $Record.history = @(@($Record.history) + $Line | Select-Object -Last 100)
    }
    $bytes = [Text.Encoding]::ASCII.GetBytes((ConvertTo-JsonText $Record))
    Write-WholeFile -Path ([IO.Path]::Combine($Path, 'releases.json')) -Stream ([IO.MemoryStream]::new($bytes))
}
