function Open-AppLog {
    <#
    .SYNOPSIS
    Shows the last lines of an app's logs, and puts a reader of each on a list, which Receive-AppLog goes on with.
    .PARAMETER Name
    The app.
    .PARAMETER Setting
    What Get-AppLog was given.
    .PARAMETER Readers
    The list: a table of readers by the logs' paths.
    #>
    param([string] $Name, [hashtable] $Setting, [hashtable] $Readers)

    foreach ($file in Find-LogFile $Setting.files) {
        try {
            $reader = New-LogReader $file
            # What has no end yet is shown with it, if it is waited for.
            $read = @{ Reader = $reader; Lines = $Setting.lines; Whole = -not $Setting.follow }
            if ($null -ne $Setting.since) { Read-RecentLog @read -Since ([DateTimeOffset]::Now.AddSeconds(-$Setting.since)) | Write-LogLine -Name $Name -File $file }
            elseif ([IO.File]::Exists($file)) { Read-LogEnd @read | Write-LogLine -Name $Name -File $file }
            else { continue }
            $Readers[$file] = $reader
        } catch [IO.IOException], [UnauthorizedAccessException] { Write-Message -Level 'error' -Text "the log $file of $Name cannot be read: $(Get-ErrorText $_.Exception)" }
    }
}
