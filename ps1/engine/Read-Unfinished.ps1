function Read-Unfinished {
    <#
    .SYNOPSIS
    Takes up what a run that failed or was cut short had changed, so that what must restart for it still does.
    #>
    param()

    $file = [IO.Path]::Combine($Run.Folder, 'unfinished.txt')
    if (-not [IO.File]::Exists($file)) { return }
    foreach ($line in [IO.File]::ReadAllLines($file)) {
        # What a full disk or a power failure cut short is no line of it.
        if ($line -cnotmatch '\A(changed|restarted)\t(.+)\z') { continue }
        $Run.Sequence++
        $(if ($Matches[1] -eq 'changed') { $Run.ChangedAt } else { $Run.RestartedAt })[$Matches[2]] = $Run.Sequence
    }
}
