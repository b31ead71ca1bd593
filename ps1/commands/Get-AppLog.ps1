function Get-AppLog {
    <#
    .SYNOPSIS
    Shows the last lines of an app's logs, a log event each, and follows them until it is stopped, if it is to.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    files, the logs' paths and patterns; lines, how many of each log at most; since, how many seconds old a line may be, $null for any; follow.
    #>
    param([string] $Name, [hashtable] $Setting)

    $readers = @{}
    Open-AppLog -Name $Name -Setting $Setting -Readers $readers
    if (-not $readers.Count) { Write-Message "$Name has no log on this host; looked for $($Setting.files -join ', ')" }
    while ($Setting.follow) {
        # Short, for a stop from outside does not reach into a .NET call.
        [Threading.Thread]::Sleep(250)
        Receive-AppLog -Name $Name -Pattern $Setting.files -Readers $readers
    }
}
