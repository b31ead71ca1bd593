function Compare-VersionKey {
    <#
    .SYNOPSIS
    -1, 0 or 1: whether a version comes before another, is the same, or comes after it.
    .PARAMETER Left
    One version, as ConvertTo-VersionKey gives it.
    .PARAMETER Right
    The other.
    .PARAMETER Base
    Look at the release numbers alone.
    .PARAMETER Count
    How many of the release numbers count; all unless given.
    #>
    param([hashtable] $Left, [hashtable] $Right, [switch] $Base, [int] $Count)

    $one = [Collections.Generic.List[bigint]] @($Left.Epoch)
    $other = [Collections.Generic.List[bigint]] @($Right.Epoch)
    if (-not $Count) { $Count = [Math]::Max($Left.Release.Length, $Right.Release.Length) }
    for ($i = 0; $i -lt $Count; $i++) {
        $one.Add($(if ($i -lt $Left.Release.Length) { $Left.Release[$i] } else { [bigint]::Zero }))
        $other.Add($(if ($i -lt $Right.Release.Length) { $Right.Release[$i] } else { [bigint]::Zero }))
    }
    if (-not $Base) {
        $one.AddRange($Left.Order)
        $other.AddRange($Right.Order)
    }
    for ($i = 0; $i -lt $one.Count; $i++) {
        $result = [bigint]::Compare($one[$i], $other[$i])
        if ($result) { return [Math]::Sign($result) }
    }
    0
}
