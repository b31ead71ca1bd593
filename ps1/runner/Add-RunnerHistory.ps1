function Add-RunnerHistory {
    <#
    .SYNOPSIS
    Adds a run's line to the app's history, and cuts the history to its last lines when it has a tenth too many.
    .PARAMETER Run
    The run.
    #>
    param([hashtable] $Run)

    $line = [ordered]@{
        app = $Run.Setting.app; start = $Run.Start.ToString('o'); end = [DateTime]::UtcNow.ToString('o'); seconds = $Run.Clock.Elapsed.TotalSeconds
        exit_code = $Run.ExitCode; attempts = $Run.Attempts; status = $Run.Status; pid = $Run.ProcessId
    }
    if ($Run.Error) { $line.error = $Run.Error }
    if ($Run.Warnings) { $line.warnings = $Run.Warnings }
    $path, $keep = $Run.Setting.history, $Run.Setting.keep_runs
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($path))
    # Nobody else has it open meanwhile: another run that ends now waits for its turn.
    for ($attempt = 1; ; $attempt++) {
        try { $file = [IO.FileStream]::new($path, 'OpenOrCreate', 'ReadWrite', 'None'); break } catch [IO.IOException] {
            if ($attempt -ge 100) { throw }
            [Threading.Thread]::Sleep(100)
        }
    }
    try {
        $reader = [IO.StreamReader]::new($file)
        $lines = [Collections.Generic.List[string]]::new()
        while ($null -ne ($one = $reader.ReadLine())) { $lines.Add($one) }
        $text = (ConvertTo-EventJson $line) + "`n"
        if ($lines.Count -ge $keep * 1.1) {
            $text = [string]::Join("`n", $lines.GetRange($lines.Count - $keep + 1, $keep - 1)) + "`n" + $text
            $file.SetLength(0)
        }
        $bytes = [Text.Encoding]::UTF8.GetBytes($text)
        $null = $file.Seek(0, 'End')
        $file.Write($bytes, 0, $bytes.Length)
    } finally { $file.Dispose() }
}
