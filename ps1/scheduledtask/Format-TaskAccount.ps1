function Format-TaskAccount {
    <#
    .SYNOPSIS
    An account of a registered scheduled task, which Windows tells as a name or as a SID, in the spelling of the inventory.
    .PARAMETER Account
    The name or SID.
    .PARAMETER Spelling
    What Get-TaskSpelling gave.
    #>
    param([string] $Account, [hashtable] $Spelling)

    $sid = Get-AccountSid $Account
    if (-not $sid) { return $Account }
    if ($Spelling.ContainsKey($sid.Value)) { return $Spelling[$sid.Value] }
    (Format-Account $sid) -replace "\A$([regex]::Escape([Environment]::MachineName))(?=\\)", '.'
}
