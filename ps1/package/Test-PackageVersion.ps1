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
        # A range ends before the first development release of its end, and begins after the post-releases of its beginning.
        $order = $wanted.Order
        $end = $wanted.Clone()
        if (-not $wanted.IsPre) { $end.Order = [bigint[]] @($(if ($wanted.IsPost) { $order[0] } else { 0 }), 0, $order[2], $order[3], 0, 0) }
        $after = $key.IsPost -and -not $wanted.IsPost -and $order[4] -and $key.Order[0] -eq $order[0] -and $key.Order[1] -eq $order[1] -and -not (Compare-VersionKey $key $wanted -Base)
        $holds = switch ($parts.Groups[1].Value) {
            '==' { $same -eq 0 }
            '!=' { $same -ne 0 }
            '<=' { $same -le 0 }
            '>=' { $same -ge 0 }
            '<' { (Compare-VersionKey $key $end) -lt 0 }
            '>' { $same -gt 0 -and -not $after }
            '~=' { $same -ge 0 -and -not (Compare-VersionKey $key $wanted -Base -Count ($wanted.Release.Length - 1)) }
        }
        if (-not $holds) { return $false }
    }
    $true
}
