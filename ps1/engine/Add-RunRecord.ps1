function Add-RunRecord {
    <#
    .SYNOPSIS
    Notes that a resource changes or was restarted; on the disk too, so that a run cut short does not lose a restart.
    .PARAMETER What
    changed or restarted.
    .PARAMETER Id
    The resource's Kind/name.
    #>
    param([string] $What, [string] $Id)

    $Run.Sequence++
    if ($What -eq 'changed') { $Run.ChangedAt[$Id] = $Run.Sequence } else { $Run.RestartedAt[$Id] = $Run.Sequence }
    if ($Run.Apply) { [IO.File]::AppendAllText([IO.Path]::Combine($Run.Folder, 'unfinished.txt'), "$What`t$Id`n") }
}
