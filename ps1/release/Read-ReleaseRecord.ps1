function Read-ReleaseRecord {
    <#
    .SYNOPSIS
    Reads the record of an app's releases: releases (each by its folder's name: version, sha256, program, added, by, commit, outcome, reason), order (of their becoming current), underway (from, to), history; live, the junction to the current one: current, or the slot's that is live; and next, the slot that is to be.
    .PARAMETER Path
    The app's folder.
    #>
    param([string] $Path)

    $file = [IO.Path]::Combine($Path, 'releases.json')
    $record = @{ order = @(); underway = $null; releases = @{}; history = @(); live = 'current'; next = $null }
    if (-not [IO.File]::Exists($file)) { return $record }
    try { $read = ConvertFrom-JsonObject (ConvertFrom-Json ([IO.File]::ReadAllText($file))) } catch [ArgumentException] { throw "$file is no JSON any more: put back what it was, or move it away and deploy anew" }
    # A list that is empty is null there.
    foreach ($key in @($read.Keys)) { if ($null -ne $read[$key]) { $record[$key] = $read[$key] } }
    $record
}
