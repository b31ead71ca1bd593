function Read-UserRight {
    <#
    .SYNOPSIS
    Gives the accounts that hold a user right, as secedit.exe writes them: the host's own users by name, all others as *SID. Asks once a run, until a right is changed.
    .PARAMETER Right
    The right's constant, such as SeServiceLogonRight.
    #>
    param([string] $Right)

    if (-not $Run.Contains('UserRights')) {
        $rights = @{}
        foreach ($line in (Invoke-SecurityEditor) -split '\r?\n') {
            if ($line -match '^(Se\w+) *= *(.*)$') { $rights[$Matches[1]] = @($Matches[2] -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ }) }
        }
        $Run.UserRights = $rights
    }
    $Run.UserRights[$Right]
}
