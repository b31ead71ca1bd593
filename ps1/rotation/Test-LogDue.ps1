function Test-LogDue {
    <#
    .SYNOPSIS
    Why a log is to be rotated: size, or age since it was last rotated (since it was made, if it never was); nothing when it is not. An empty one never is.
    .PARAMETER Path
    The log.
    .PARAMETER Length
    Its length in bytes, without a hole at its beginning.
    .PARAMETER Rotate
    The limits, each $null for none: size in bytes, every in seconds.
    #>
    param([string] $Path, [long] $Length, [hashtable] $Rotate)

    if ($Length -eq 0) { return }
    if ($null -ne $Rotate.size -and $Length -ge $Rotate.size) { return 'size' }
    if ($null -eq $Rotate.every) { return }
    $last = [IO.File]::GetCreationTime($Path)
    $newest = @(Get-DatedLog $Path)
    if ($newest.Count) {
        # By its name, for its time is that of the last line in it.
        $date = [regex]::Match($newest[0].Name, '\d{8}[-T]\d{6}(?!.*\d{8}[-T]\d{6})').Value
        $last = [DateTime]::ParseExact($date.Replace('T', '-'), 'yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
        if ($date.Contains('T')) { $last = $last.ToLocalTime() }
    }
    if (([DateTime]::Now - $last).TotalSeconds -ge $Rotate.every) { 'age' }
}
