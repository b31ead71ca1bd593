function New-ReleaseLink {
    <#
    .SYNOPSIS
    Makes the junction that is to lead to a release in use, beside the one that does; a copy on a volume that has no junctions (FAT, some network drives).
    .PARAMETER Path
    The app's folder.
    .PARAMETER Release
    The name of the release's folder.
    .PARAMETER Link
    The junction: current, or a slot's.
    #>
    param([string] $Path, [string] $Release, [string] $Link = 'current')

    $next, $folder = "$Link.next", "releases\$Release" | ForEach-Object { [IO.Path]::Combine($Path, $_) }
    Remove-ReleaseLink $next
    try {
        $null = New-Item -ItemType Junction -Path $next -Value $folder -ErrorAction Stop
    } catch {
        # ERROR_INVALID_FUNCTION and ERROR_NOT_SUPPORTED: the volume knows no reparse points.
        $cause = $_.Exception.GetBaseException()
        $code = if ($cause -is [ComponentModel.Win32Exception]) { $cause.NativeErrorCode } else { $cause.HResult -band 0xFFFF }
        if ($code -notin 1, 50) { throw }
        Remove-ReleaseLink $next
        Copy-Item -LiteralPath $folder -Destination $next -Recurse -Force
        [IO.File]::WriteAllText([IO.Path]::Combine($next, '.winstead-release'), $Release)
    }
}
