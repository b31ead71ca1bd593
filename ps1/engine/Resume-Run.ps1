function Resume-Run {
    <#
    .SYNOPSIS
    Gives the events of this very run from before its connection was lost. If it had come to its end then, nothing is left to do: $Run.Ended says so.
    #>
    param()

    $file = [IO.Path]::Combine($Run.Folder, 'last-run.txt')
    if (-not $Run.Apply -or -not $Run.Id -or -not [IO.File]::Exists($file)) { return }
    $first, $lines = [IO.File]::ReadAllLines($file)
    $id, $status = $first -split "`t", 2
    if ($id -ne $Run.Id) { return }
    $lines = [string[]] @($lines | Where-Object { $_ })
    $Run.Told.AddRange($lines)
    $Run.Ended = $status -notin 'interrupted', 'restarting'
    $lines
}
