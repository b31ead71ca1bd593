function Receive-NewLine {
    <#
    .SYNOPSIS
    The lines that came into logs since they were last read, each as File and Text; also of new logs, and of those that were rotated. Not seen is that a log was emptied by others than winstead, if it has grown to its old length since.
    .PARAMETER Pattern
    The logs' paths and patterns.
    .PARAMETER Readers
    The logs' readers by their paths; new ones are added.
    #>
    param([string[]] $Pattern, [hashtable] $Readers)

    foreach ($file in Find-LogFile $Pattern) { if (-not $Readers.Contains($file)) { $Readers[$file] = New-LogReader $file } }
    foreach ($file in @($Readers.Keys)) {
        try {
            foreach ($line in Update-LogReader $Readers[$file]) { @{ File = $file; Text = $line } }
            if ([IO.File]::Exists($file)) { foreach ($line in Receive-LogLine $Readers[$file]) { @{ File = $file; Text = $line } } }
        } catch [IO.IOException] {
            # Being rotated, or written by one who lets nobody read meanwhile: it is looked at again the next time.
            continue
        }
    }
}
