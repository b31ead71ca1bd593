function Read-WingetPackage {
    <#
    .SYNOPSIS
    What winget says of one package: version, and newest where there is a newer one; $null where it is not installed.
    .PARAMETER Name
    Its id.
    .PARAMETER Source
    The source that it is from, by its name.
    #>
    param([string] $Name, [string] $Source)

    $command = @('list', '--id', $Name, '--exact', '--accept-source-agreements', '--disable-interactivity') + @(if ($Source) { '--source', $Source })
    foreach ($row in @(ConvertFrom-WingetTable (Invoke-PackageManager winget $command))) {
        if ($row.Length -lt 3 -or $row[1] -ne $Name) { continue }
        # '< 1.2' is what winget says where it knows no more.
        $version = $row[2] -replace '^[<>]\s*'
        # The columns after the version are that of a newer one, where there is one, and the source's, where none was named.
        $newest = if ($row.Length -gt 3 -and $row[3] -match '^[0-9]' -and $row[3] -ne $Source) { $row[3] }
        return @{ version = $version; newest = $newest }
    }
}
