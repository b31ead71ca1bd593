function Receive-WatchedLine {
    <#
    .SYNOPSIS
    The lines that came into an app's logs since they were last looked at, also those of new logs and of rotated ones.
    .PARAMETER Readers
    The logs' readers by their paths.
    .PARAMETER Pattern
    The logs' paths and patterns.
    #>
    param([hashtable] $Readers, [string[]] $Pattern)

    if (-not $Pattern) { return }
    foreach ($file in Find-LogFile $Pattern) { if (-not $Readers.Contains($file)) { $Readers[$file] = New-LogReader $file } }
    foreach ($file in @($Readers.Keys)) {
        try {
            Update-LogReader $Readers[$file]
            if ([IO.File]::Exists($file)) { Receive-LogLine $Readers[$file] }
        } catch [IO.IOException] {
            # Being rotated: it is looked at again the next time.
            continue
        }
    }
}
