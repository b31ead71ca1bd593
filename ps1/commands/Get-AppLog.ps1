function Get-AppLog {
    <#
    .SYNOPSIS
    Shows the last lines of an app's logs, a log event a line; follows them until it is stopped, if it is to.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    files, the logs' paths and patterns; lines, how many of each log at most; since, $null or how many seconds a line may be old; follow.
    #>
    param([string] $Name, [hashtable] $Setting)

    $since = if ($null -ne $Setting['since']) { [DateTimeOffset]::Now.AddSeconds(-$Setting.since) }
    $readers = @{}
    foreach ($file in Find-LogFile $Setting.files) {
        try {
            $reader = New-LogReader -Path $file
            if ($null -ne $since) { Read-RecentLog -Reader $reader -Lines $Setting.lines -Since $since | Write-LogLine -Name $Name }
            elseif ([IO.File]::Exists($file)) { Read-LogEnd -Reader $reader -Lines $Setting.lines | Write-LogLine -Name $Name }
            else { continue }
            $readers[$file] = $reader
            if (-not $Setting['follow']) { Clear-LogReader $reader | Write-LogLine -Name $Name }
        } catch [IO.IOException], [UnauthorizedAccessException] { Write-Message -Level 'error' -Text "$Name's log $file cannot be read: $(Get-ErrorText $_.Exception)" }
    }
    if (-not $readers.Count) { Write-Message "$Name has no log on this host yet; looked for $($Setting.files -join ', ')" }
    if ($Setting['follow']) { Watch-AppLog -Name $Name -Pattern $Setting.files -Readers $readers }
}
