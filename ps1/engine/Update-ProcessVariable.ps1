function Update-ProcessVariable {
    <#
    .SYNOPSIS
    Lets this run's later resources see a changed environment variable, and tells open windows, so that what Explorer starts sees it too.
    .PARAMETER Name
    The variable.
    .PARAMETER Entry
    What was added to a list or removed from it; none where the whole variable changed.
    .PARAMETER Remove
    The entries were removed.
    #>
    param([string] $Name, [string[]] $Entry, [switch] $Remove)

    if ($Entry) {
        # Not as the registry has it: the process' own PATH is the machine's, the user's, and what its parents added.
        $text = Edit-ListText -Text "$([Environment]::GetEnvironmentVariable($Name))" -Entry ($Entry | ForEach-Object { [Environment]::ExpandEnvironmentVariables($_) }) -Remove:$Remove
    } else {
        $text = [Environment]::GetEnvironmentVariable($Name, 'User')
        if (-not $text) { $text = [Environment]::GetEnvironmentVariable($Name, 'Machine') }
    }
    [Environment]::SetEnvironmentVariable($Name, $(if ($text) { $text } else { [NullString]::Value }))
    # Removing a user's variable, there or not, sends WM_SETTINGCHANGE. Not $null: that would be '', which .NET 9 sets.
    [Environment]::SetEnvironmentVariable('winstead-none', [NullString]::Value, 'User')
}
