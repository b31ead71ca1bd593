function Read-WingetPin {
    <#
    .SYNOPSIS
    The ids of the packages that winget keeps at their versions, as a table's keys.
    #>
    param()

    $found = @{}
    foreach ($row in @(ConvertFrom-WingetTable (Invoke-PackageManager winget 'pin', 'list', '--accept-source-agreements', '--disable-interactivity'))) {
        if ($row.Length -gt 1) { $found[$row[1]] = $true }
    }
    $found
}
