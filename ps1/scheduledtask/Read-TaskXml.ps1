function Read-TaskXml {
    <#
    .SYNOPSIS
    Gives the root of a scheduled task's XML; with a name, of the one that is registered by it, or nothing where none is.
    .PARAMETER Name
    The name with its folder: \folder\name.
    .PARAMETER Text
    The XML itself.
    #>
    param([string] $Name, [string] $Text)

    if ($Name) {
        $task = Split-TaskName $Name
        try {
            $Text = Export-ScheduledTask @task -ErrorAction Stop
        } catch {
            # ERROR_FILE_NOT_FOUND, and ERROR_PATH_NOT_FOUND where its folder is not there either.
            if ($_.FullyQualifiedErrorId -notmatch '\AHRESULT 0x8007000[23]\b') { throw }
            return
        }
    }
    $document = [Xml.XmlDocument]::new()
    $document.PreserveWhitespace = $true
    $document.LoadXml($Text)
    $document.DocumentElement
}
