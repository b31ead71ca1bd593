function Clear-Unfinished {
    <#
    .SYNOPSIS
    Removes the files that were brought for this run, and forgets the changes that it has dealt with; keeps those of resources that it was not about: what must restart for them still does.
    #>
    param()

    $files = [IO.DirectoryInfo] [IO.Path]::Combine($Run.Folder, 'files')
    foreach ($one in @(if ($files.Exists) { $files.GetFiles() })) {
        # Another run may have sent what it needs, and wait for this one to end.
        if ($one.Name -in $Run.Visited.Values -or $one.LastWriteTimeUtc -lt $Run.Started.AddDays(-1)) { $one.Delete() }
    }
    $file = [IO.Path]::Combine($Run.Folder, 'unfinished.txt')
    $lines = @{}
    foreach ($id in $Run.ChangedAt.Keys) { if (-not $Run.Visited.ContainsKey($id)) { $lines[$Run.ChangedAt[$id]] = "changed`t$id" } }
    if (-not $lines.Count) { return [IO.File]::Delete($file) }
    foreach ($id in $Run.RestartedAt.Keys) { $lines[$Run.RestartedAt[$id]] = "restarted`t$id" }
    $order = [int[]] @($lines.Keys)
    [Array]::Sort($order)
    [IO.File]::WriteAllLines($file, [string[]] @($order | ForEach-Object { $lines[$_] }))
}
