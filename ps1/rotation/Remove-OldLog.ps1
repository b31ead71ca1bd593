function Remove-OldLog {
    <#
    .SYNOPSIS
    Removes dated files of a log beyond the limits, the oldest first; never the newest dated one. One that is in use is left for the next time, and said at the end by an error.
    .PARAMETER Path
    The log.
    .PARAMETER Rotate
    The limits, each $null for none: keep (how many dated files), age (seconds since they were last written), total (bytes of all dated files).
    #>
    param([string] $Path, $Rotate)

    $number, $size, $left = 0, 0L, @()
    foreach ($file in Get-DatedLog $Path) {
        $number++
        $size += $file.Length
        $over = ($null -ne $Rotate.keep -and $number -gt $Rotate.keep) -or ($null -ne $Rotate.total -and $size -gt $Rotate.total) -or
            ($null -ne $Rotate.age -and ([DateTime]::UtcNow - $file.LastWriteTimeUtc).TotalSeconds -gt $Rotate.age)
        if ($number -eq 1 -or -not $over) { continue }
        try { $file.Delete() } catch { $left += $_.Exception.GetBaseException().Message }
    }
    if ($left) { throw [IO.IOException]::new("old logs could not be removed: $($left -join ' ')") }
}
