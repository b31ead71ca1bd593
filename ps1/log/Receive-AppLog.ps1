function Receive-AppLog {
    <#
    .SYNOPSIS
    Shows the lines that came into an app's logs since they were last read, a log event each; also of new logs, and of those that were rotated. Not seen is that a log was emptied by others than winstead, if it has grown to its old length since.
    .PARAMETER Name
    The app.
    .PARAMETER Pattern
    The logs' paths and patterns.
    .PARAMETER Readers
    The list that Open-AppLog made.
    #>
    param([string] $Name, [string[]] $Pattern, [hashtable] $Readers)

    foreach ($file in Find-LogFile $Pattern) { if (-not $Readers.Contains($file)) { $Readers[$file] = New-LogReader $file } }
    foreach ($file in @($Readers.Keys)) {
        try {
            Update-LogReader $Readers[$file] | Write-LogLine -Name $Name -File $file
            if ([IO.File]::Exists($file)) { Receive-LogLine $Readers[$file] | Write-LogLine -Name $Name -File $file }
        } catch [IO.IOException] {
            # Being rotated, or written by one who lets nobody read meanwhile: it is looked at again the next time.
            continue
        }
    }
}
