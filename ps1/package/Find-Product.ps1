function Find-Product {
    <#
    .SYNOPSIS
    The installed products of a name, those of the highest version first.
    .PARAMETER Name
    What they are called in Windows' list; * stands for anything.
    #>
    param([string] $Name)

    $pattern = [Management.Automation.WildcardPattern]::Escape($Name).Replace('`*', '*')
    $found = [Collections.Generic.List[hashtable]]::new()
    foreach ($one in (Read-PackageFact 'products' { @{ List = @(Read-ProductList) } }).List) {
        if ($one.Name -notlike $pattern) { continue }
        # The 32-bit and the 64-bit view show some keys twice.
        if (@($found | Where-Object { $_.Key -eq $one.Key -and $_.Uninstall -eq $one.Uninstall }).Count) { continue }
        $at = 0
        while ($at -lt $found.Count -and (Compare-PackageVersion $found[$at].Version $one.Version) -ge 0) { $at++ }
        $found.Insert($at, $one)
    }
    $found
}
