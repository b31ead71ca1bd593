function Select-Rollback {
    <#
    .SYNOPSIS
    The name of the release to go back to: the one that is asked for, the one that a broken switch left, or the last one that was current before and is not bad.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases.
    .PARAMETER Left
    The name of the release that is left.
    .PARAMETER To
    The version that is asked for, if one is.
    .PARAMETER Force
    Also one that was taken back itself.
    #>
    param([string] $Path, [hashtable] $Record, [string] $Left, [string] $To, [bool] $Force)

    $names = @($Record.order)
    [Array]::Reverse($names)
    if ($Record.underway -and $Record.underway.from) { $names = @($Record.underway.from) + $names }
    $names = @($names | Where-Object { $_ -ne $Left -and $Record.releases[$_] -and (-not $To -or $Record.releases[$_].version -eq $To) })
    $bad = @($names | Where-Object { $Record.releases[$_].outcome -eq 'bad' -and -not $Force })
    foreach ($name in $names) { if ($name -notin $bad -and (Test-Release -Path $Path -Release $Record.releases[$name] -Name $name)) { return $name } }
    if ($To -and $Left -and $Record.releases[$Left].version -eq $To) { throw "version $To is the current one already" }
    if ($bad.Count) { throw "there is only what was taken back itself: $((@($bad | ForEach-Object { $Record.releases[$_].version }) -join ', ')); --force takes it all the same" }
    $known = @($Record.releases.Values | ForEach-Object { $_.version } | Sort-Object -Unique)
    throw "there is no $(if ($To) { "release $To" } else { 'earlier release' }) of it on this host to go back to; known are: $($known -join ', ')"
}
