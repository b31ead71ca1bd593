function ConvertTo-VersionKey {
    <#
    .SYNOPSIS
    What a version is ordered by: Epoch, Release, Order (pre-release, post-release, development release), IsPre, IsPost. Of a text that Python's packaging knows no version in, such as 2.40.0.windows.1 or 1.8.0_392, only the leading groups of digits count; $null where there are none.
    .PARAMETER Text
    The version.
    #>
    param([string] $Text)

    # As https://packaging.python.org/specifications/version-specifiers/ has it; what follows a + says nothing about the order.
    $pattern = '^\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\.[0-9]+)*)' +
        '(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre_n>[0-9]+)?)?' +
        '(?:-(?<post_n1>[0-9]+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<post_n>[0-9]+)?)?' +
        '(?:[-_.]?(?<dev>dev)[-_.]?(?<dev_n>[0-9]+)?)?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?\s*$'
    $found = [regex]::Match($Text, $pattern, 'IgnoreCase, CultureInvariant')
    if (-not $found.Success) {
        $found = [regex]::Match($Text, '^\s*[vV]?(?<release>[0-9]+(?:\.[0-9]+)*)')
        if (-not $found.Success) { return }
    }
    $part = $found.Groups
    $number = { param($Name) if ($part[$Name].Success) { [bigint]::Parse($part[$Name].Value) } else { [bigint]::Zero } }
    $post = $part['post'].Success -or $part['post_n1'].Success
    $dev = $part['dev'].Success
    # A development release alone comes before every pre-release, and none of them before the release itself.
    $rank = if ($part['pre'].Success) { switch -Regex ($part['pre'].Value) { '^a' { 1 } '^b' { 2 } default { 3 } } } elseif ($dev -and -not $post) { 0 } else { 4 }
    $order = @($rank, (& $number 'pre_n'), [int] $post, ((& $number 'post_n') + (& $number 'post_n1')), [int] (-not $dev), (& $number 'dev_n'))
    @{
        Epoch = & $number 'epoch'
        Release = [bigint[]] @($part['release'].Value.Split('.') | ForEach-Object { [bigint]::Parse($_) })
        Order = [bigint[]] $order
        IsPre = $part['pre'].Success -or $dev
        IsPost = $post
    }
}
