function Get-PermissionState {
    <#
    .SYNOPSIS
    Reads what a path's own list says about one account, and the path's owner and inheritance. Neither a path nor an account need be there yet.
    .PARAMETER Name
    The path and the account, as path|account.
    .PARAMETER Desired
    The desired properties.
    #>
    param([string] $Name, [hashtable] $Desired)

    $at = $Name.LastIndexOf('|')
    $sid = Get-AccountSid $Name.Substring($at + 1)
    $acl = if ($sid) { Read-PathAcl $Name.Substring(0, $at) }
    if (-not $acl) { return @{ ensure = 'absent' } }
    $rules = @($acl.GetAccessRules($true, $false, [Security.Principal.SecurityIdentifier]))
    $own = @($rules | Where-Object { $_.IdentityReference -eq $sid })
    if (-not $own.Count) { return @{ ensure = 'absent' } }
    if ($Desired.ensure -eq 'absent') { return @{ ensure = 'present' } }

    $state = Measure-AccessRule -Rule $own -Allow $Desired.allow
    $state.ensure = 'present'
    $state.protected = $acl.AreAccessRulesProtected
    if ($acl -is [Security.AccessControl.FileSecurity]) { $state.inherit = $Desired.inherit }
    if ($Desired.Contains('owner')) {
        $owner = $acl.GetOwner([Security.Principal.SecurityIdentifier])
        $state.owner = if ($owner -eq (Get-AccountSid $Desired.owner)) { $Desired.owner } else { Format-Account $owner }
    }
    if ($Desired.Contains('exact')) {
        $kept = @($sid; foreach ($one in @($Desired.exact)) { if ($one -is [string]) { Get-AccountSid $one } })
        $others = [string[]] @($rules.IdentityReference | Where-Object { $_ -notin $kept } | Select-Object -Unique | ForEach-Object { Format-Account $_ })
        [Array]::Sort($others, [StringComparer]::Ordinal)
        $state.exact = $Desired.exact
        if ($others.Count) { $state.exact = $others }
    }
    $state
}

function Set-PermissionState {
    <#
    .SYNOPSIS
    Gives an account its one entry in a path's own list, or takes its entries out; sets the path's inheritance and owner.
    .PARAMETER Name
    The path and the account, as path|account.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $at = $Name.LastIndexOf('|')
    $path = $Name.Substring(0, $at)
    $sid = Get-AccountSid $Name.Substring($at + 1) -Required
    $before = Read-PathAcl $path -Audit
    if (-not $before) { throw "there is no ${path}: put what makes it before its permissions" }
    $acl = Copy-PathAcl $before
    if ($Changes.Contains('protected')) {
        # What is inherited becomes the path's own before it goes, so that nobody else loses access.
        if ($Desired.protected) { foreach ($rule in $acl.GetAccessRules($false, $true, [Security.Principal.SecurityIdentifier])) { $acl.AddAccessRule($rule) } }
        $acl.SetAccessRuleProtection($Desired.protected, $false)
    }
    $acl.PurgeAccessRules($sid)
    if ($Desired.ensure -eq 'present') {
        if ($Desired.Contains('exact')) {
            $kept = @($sid; foreach ($one in @($Desired.exact)) { if ($one -is [string]) { Get-AccountSid $one -Required } })
            foreach ($rule in $acl.GetAccessRules($true, $false, [Security.Principal.SecurityIdentifier])) {
                if ($rule.IdentityReference -notin $kept) { $acl.PurgeAccessRules($rule.IdentityReference) }
            }
        }
        $acl.AddAccessRule((New-PathRule -Acl $acl -Sid $sid -Desired $Desired))
        if ($Desired.Contains('owner')) { $acl.SetOwner((Get-AccountSid $Desired.owner -Required)) }
    }
    Set-Acl -LiteralPath $before.PSPath -AclObject $acl -ErrorAction Stop
}
