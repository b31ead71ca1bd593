function Receive-AppLog {
    <#
    .SYNOPSIS
    Shows the lines that came into an app's logs since they were last read, a log event each, as Receive-NewLine gives them.
    .PARAMETER Name
    The app.
    .PARAMETER Pattern
    The logs' paths and patterns.
    .PARAMETER Readers
    The list that Open-AppLog made.
    #>
    param([string] $Name, [string[]] $Pattern, [hashtable] $Readers)

    Receive-NewLine -Pattern $Pattern -Readers $Readers | ForEach-Object { $_.Text | Write-LogLine -Name $Name -File $_.File }
}
