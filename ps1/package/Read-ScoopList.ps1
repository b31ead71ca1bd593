function Read-ScoopList {
    <#
    .SYNOPSIS
    What Scoop has installed, by its export: the versions by the apps' names, and whether they are held.
    #>
    param()

    $found = @{}
    foreach ($one in (ConvertFrom-ScoopJson (Invoke-PackageManager scoop export))['apps']) {
        if ("$($one['Info'])" -match 'install failed') { continue }
        $found[$one.Name] = @{ version = "$($one.Version)"; pinned = "$($one['Info'])" -match 'held' }
    }
    $found
}
