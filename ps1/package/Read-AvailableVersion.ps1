function Read-AvailableVersion {
    <#
    .SYNOPSIS
    The versions of a package that its source has, the highest first; of Scoop the newest alone, for its buckets keep no others.
    .PARAMETER Name
    Its id.
    .PARAMETER Desired
    A Package's properties: manager, source.
    #>
    param([string] $Name, [hashtable] $Desired)

    $source = $Desired['source']
    $found = switch ($Desired.manager) {
        'chocolatey' { (Read-ChocolateyList (@('search', $Name, '--exact', '--all-versions') + @(if ($source) { '--source', $source })))[$Name] }
        'winget' {
            $lines = [string[]] @(Invoke-PackageManager winget (@('show', '--id', $Name, '--exact', '--versions', '--accept-source-agreements', '--disable-interactivity') + @(if ($source) { '--source', $source })))
            $dashes = [Array]::FindIndex($lines, [Predicate[string]] { param($One) $One -match '^-{3,}\s*$' })
            if ($dashes -ge 0) { $lines | Select-Object -Skip ($dashes + 1) | ForEach-Object { $_.Trim() } }
        }
        'scoop' { "$((ConvertFrom-ScoopJson (Invoke-PackageManager scoop 'cat', $(if ($source) { "$source/$Name" } else { $Name })))['version'])" }
    }
    $sorted = [Collections.Generic.List[string]]::new()
    foreach ($one in $found) {
        if (-not $one) { continue }
        $at = 0
        while ($at -lt $sorted.Count -and (Compare-PackageVersion $sorted[$at] $one) -ge 0) { $at++ }
        $sorted.Insert($at, $one)
    }
    $sorted
}
