function New-Run {
    <#
    .SYNOPSIS
    Makes the record of one run, which the engine's functions find as $Run.
    .PARAMETER HostName
    The host's name in the inventory.
    .PARAMETER Setting
    What the script was started with.
    #>
    param([string] $HostName, [hashtable] $Setting)

    # The longest first, for one may be part of another.
    $secrets = [string[]] @($Setting.Secret.Values | ForEach-Object { ConvertFrom-Secret $_ } | Where-Object { $_ })
    [Array]::Sort([int[]] @($secrets | ForEach-Object { -$_.Length }), $secrets)
    @{
        Host = $HostName
        Apply = $Setting.Mode -eq 'Apply'
        Format = $Setting.Format
        Id = $Setting['RunId']
        By = $(if ($Setting.By) { $Setting.By } else { [Environment]::UserDomainName + '\' + [Environment]::UserName + ' from ' + [Environment]::MachineName })
        Masked = $secrets
        Folder = [IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'winstead')
        Started = [DateTime]::UtcNow
        Count = [ordered]@{ ok = 0; changed = 0; would_change = 0; failed = 0; skipped = 0 }
        Told = [Collections.Generic.List[string]]::new()
        Ended = $false
        Failure = $null
        Away = @{}
        Response = $null
        Locked = $true
        Reboot = $Setting['Reboot']
        NeedsRestart = $false
        Leaving = $false
        Pending = @{}
        Noted = $false
        Underway = $null
        Visited = @{}
        Sequence = 0
        ChangedAt = @{}
        RestartedAt = @{}
    }
}
