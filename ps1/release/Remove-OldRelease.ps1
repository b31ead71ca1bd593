function Remove-OldRelease {
    <#
    .SYNOPSIS
    Removes the releases that are beyond the number, or the age, that is kept; never those that are named, nor the last good one.
    .PARAMETER Path
    The app's folder.
    .PARAMETER Record
    The record of its releases, which is changed.
    .PARAMETER Keep
    The names of folders that stay: the new release's, and the current one's.
    .PARAMETER Retain
    count, how many stay; days, how old they may be, if that matters.
    #>
    param([string] $Path, [hashtable] $Record, [string[]] $Keep, [hashtable] $Retain)

    $folder = [IO.Path]::Combine($Path, 'releases')
    # The newest first: what was current last, then what never was.
    $order = @($Record.order)
    [Array]::Reverse($order)
    $names = @($Keep) + @($order) + @($Record.releases.Keys | Sort-Object) | Where-Object { $_ } | Select-Object -Unique
    # The new one comes first; what is gone back to, if it fails, is the last good one before.
    $last = @($Keep | Select-Object -Skip 1) + $order | Where-Object { $_ -and $_ -ne $Keep[0] -and $Record.releases[$_] -and $Record.releases[$_].outcome -eq 'good' } | Select-Object -First 1
    $kept = 0
    foreach ($name in $names) {
        $release = $Record.releases[$name]
        if (-not $release) { continue }
        $old = $Retain['days'] -and [DateTime]::UtcNow - [DateTimeOffset]::Parse($release.added).UtcDateTime -gt [TimeSpan]::FromDays($Retain.days)
        if ($name -in $Keep -or $name -eq $last -or ($kept -lt $Retain.count -and -not $old)) { $kept++; continue }
        Remove-ReleaseLink ([IO.Path]::Combine($folder, $name))
        $Record.releases.Remove($name)
    }
    $Record.order = @($Record.order | Where-Object { $Record.releases.Contains($_) })
    foreach ($left in @([IO.DirectoryInfo]::new($folder).GetDirectories() | Where-Object { -not $Record.releases.Contains($_.Name) })) { Remove-ReleaseLink $left.FullName }
    Remove-ReleaseLink ([IO.Path]::Combine($Path, 'current.old'))
}
