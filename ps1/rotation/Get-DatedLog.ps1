function Get-DatedLog {
    <#
    .SYNOPSIS
    The dated files of a log, compressed or not, as FileInfo, the newest first; also those that nssm names.
    .PARAMETER Path
    The log that they were before they got their dated names.
    #>
    param([string] $Path)

    $stem, $extension = [IO.Path]::GetFileNameWithoutExtension($Path), [IO.Path]::GetExtension($Path)
    $dated = '^{0}(\.\d{{8}}-\d{{6}}(_\d{{3,}})?|-\d{{8}}T\d{{6}}\.\d{{3}}){1}(\.gz)?$' -f [regex]::Escape($stem), [regex]::Escape($extension)
    $files = [IO.FileInfo[]] @([IO.DirectoryInfo]::new([IO.Path]::GetDirectoryName($Path)).GetFiles() | Where-Object { $_.Name -match $dated })
    # Not Sort-Object, which loads a module. The name decides between equal times.
    [Array]::Sort([string[]] @($files | ForEach-Object { '{0:d19} {1}' -f $_.LastWriteTimeUtc.Ticks, $_.Name }), $files, [StringComparer]::OrdinalIgnoreCase)
    [Array]::Reverse($files)
    $files
}
