function Write-UserRight {
    <#
    .SYNOPSIS
    Sets who holds a user right.
    .PARAMETER Right
    The right's constant, such as SeServiceLogonRight.
    .PARAMETER Holder
    The accounts, as Read-UserRight gives them; no others keep the right.
    #>
    param([string] $Right, [string[]] $Holder)

    $Run.Remove('UserRights')
    $lines = '[Unicode]', 'Unicode=yes', '[Version]', 'signature="$CHICAGO$"', 'Revision=1', '[Privilege Rights]', "$Right = $($Holder -join ',')", ''
    $null = Invoke-SecurityEditor ($lines -join "`r`n")
}
