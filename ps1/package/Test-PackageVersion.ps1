function Test-PackageVersion {
    <#
    .SYNOPSIS
    Says whether a version is one of those that comparisons ask for, pre-releases among them; one without digits is none.
    .PARAMETER Version
    The version.
    .PARAMETER Specifier
    Comparisons as Python's packaging has them, with commas between them: '>=2.40,<3', '==1.2.*', '~=1.4'.
    #>
    param([string] $Version, [string] $Specifier)

    $key = ConvertTo-VersionKey $Version
    if (-not $key) { return $false }
    foreach ($one in $Specifier.Split(',')) {
        $parts = [regex]::Match($one, '^\s*(~=|==|!=|<=|>=|<|>)\s*(.*?)(\.\*)?\s*$')
        $wanted = ConvertTo-VersionKey $parts.Groups[2].Value
        $same = if ($parts.Groups[3].Success) { Compare-VersionKey $key $wanted -Base -Count $wanted.Release.Length } else { Compare-VersionKey $key $wanted }
        # Neither pre-releases of what is the end of a range count, nor post-releases of its beginning.
        $apart = Compare-VersionKey $key $wanted -Base
        $holds = switch ($parts.Groups[1].Value) {
            '==' { $same -eq 0 }
            '!=' { $same -ne 0 }
            '<=' { $same -le 0 }
            '>=' { $same -ge 0 }
            '<' { $same -lt 0 -and ($apart -or $wanted.IsPre -or -not $key.IsPre) }
            '>' { $same -gt 0 -and ($apart -or $wanted.IsPost -or -not $key.IsPost) }
            '~=' { $same -ge 0 -and -not (Compare-VersionKey $key $wanted -Base -Count ($wanted.Release.Length - 1)) }
        }
        if (-not $holds) { return $false }
    }
    $true
}
