function Read-FirewallFilter {
    <#
    .SYNOPSIS
    Gives a firewall rule's filters: a table of Port, Address, Application and Service. Windows goes through all rules of the host for each question about one rule's filters: after five rules, all filters are read at once and kept for the run.
    .PARAMETER Rule
    What Get-NetFirewallRule gave.
    #>
    param($Rule)

    $kinds = 'Port', 'Address', 'Application', 'Service'
    if (-not $Run.Contains('FirewallFilters')) { $Run['FirewallFilters'] = @{}; $Run['FirewallReads'] = 0 }
    $kept = $Run['FirewallFilters']
    if ($kept.ContainsKey($Rule.Name)) { return $kept[$Rule.Name] }
    if ($Run['FirewallReads']++ -ne 5) {
        $kept[$Rule.Name] = @{}
        foreach ($kind in $kinds) { $kept[$Rule.Name][$kind] = $Rule | & "Get-NetFirewall${kind}Filter" -ErrorAction Stop }
        return $kept[$Rule.Name]
    }
    foreach ($kind in $kinds) {
        foreach ($filter in & "Get-NetFirewall${kind}Filter" -ErrorAction Stop) {
            if (-not $kept.ContainsKey($filter.InstanceID)) { $kept[$filter.InstanceID] = @{} }
            $kept[$filter.InstanceID][$kind] = $filter
        }
    }
    $kept[$Rule.Name]
}
