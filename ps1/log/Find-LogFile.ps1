function Find-LogFile {
    <#
    .SYNOPSIS
    The full paths of the logs that paths and patterns name, each once, in order; also of those of which only dated files are left.
    .PARAMETER Pattern
    Paths whose last part may hold * and ?.
    #>
    param([string[]] $Pattern)

    $found = [Collections.Generic.SortedSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($one in $Pattern) {
        $folder = [IO.Path]::GetDirectoryName($one)
        if (-not [IO.Directory]::Exists($folder)) { continue }
        # Not by GetFiles' own pattern: to that, *.log is *.log1 too.
        $name = '^' + [regex]::Escape([IO.Path]::GetFileName($one)).Replace('\*', '.*').Replace('\?', '.') + '$'
        foreach ($file in [IO.Directory]::GetFiles($folder)) {
            # A rotation's unfinished work.
            if ($file -match '\.(rotating|gz\.part)$') { continue }
            $log = [IO.Path]::GetFileName($file) -replace '(?:\.\d{8}-\d{6}(?:_\d{3,})?|-\d{8}T\d{6}\.\d{3})(\.(?!gz$)[^.]*)?(?:\.gz)?$', '$1'
            if ($log -match $name) { $null = $found.Add([IO.Path]::Combine($folder, $log)) }
        }
    }
    $found
}
