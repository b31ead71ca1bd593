function Measure-AccessRule {
    <#
    .SYNOPSIS
    What an account's explicit entries on one path come to: rights, allow and inherit.
    .PARAMETER Rule
    The entries.
    .PARAMETER Allow
    Whether the granting ones are wanted; they are told of where there are both.
    #>
    param([Security.AccessControl.AccessRule[]] $Rule, [bool] $Allow)

    $registry = $Rule[0] -is [Security.AccessControl.RegistryAccessRule]
    $types = @('Allow', 'Deny' | Where-Object { $Rule.AccessControlType -contains $_ })
    $own = 0; $files = 0; $folders = 0; $deep = $true
    foreach ($one in $Rule) {
        if ($types.Count -eq 2 -and ($one.AccessControlType -eq 'Allow') -ne $Allow) { continue }
        $mask = if ($registry) { [int] $one.RegistryRights } else { [int] $one.FileSystemRights }
        if (-not $registry) { $mask = $mask -band -bnot 0x100000 }
        if (-not ($one.PropagationFlags -band [Security.AccessControl.PropagationFlags]::InheritOnly)) { $own = $own -bor $mask }
        if ($one.InheritanceFlags -band [Security.AccessControl.InheritanceFlags]::ObjectInherit) { $files = $files -bor $mask }
        if ($one.InheritanceFlags -band [Security.AccessControl.InheritanceFlags]::ContainerInherit) { $folders = $folders -bor $mask }
        if ($one.PropagationFlags -band [Security.AccessControl.PropagationFlags]::NoPropagateInherit) { $deep = $false }
    }
    if ($registry) { $files = $folders }
    @{
        rights = Format-AccessMask $(if ($own) { $own } else { $files -bor $folders }) $registry
        allow = $(if ($types.Count -eq 2) { 'allow and deny' } else { $types[0] -eq 'Allow' })
        inherit = $(if ($deep -and $files -eq $own -and $folders -eq $own) { $true } elseif (-not ($files -bor $folders)) { $false } else { 'in part' })
    }
}
