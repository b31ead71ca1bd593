function Read-ChocolateyList {
    <#
    .SYNOPSIS
    What Chocolatey says in a list: the versions by the packages' ids. Lines of another form, such as warnings, are passed over.
    .PARAMETER Argument
    The command: list, pin list, outdated, search.
    .PARAMETER Column
    Which of the fields between bars is wanted, the id being 0.
    #>
    param([string[]] $Argument, [int] $Column = 1)

    $command = $Argument + '--limit-output'
    if ($Argument[0] -eq 'list') {
        $version = Read-PackageFact 'chocolatey version' { @(Invoke-PackageManager chocolatey '--version' | Where-Object { $_ -match '^\s*[0-9]+\.[0-9]+' })[0] }
        # Chocolatey 1 lists what is in its sources unless told otherwise; 2 lists what is installed, and refuses to be told.
        if ($version -and (Compare-PackageVersion $version '2.0.0-alpha') -lt 0) { $command += '--local-only' }
    }
    $found = @{}
    foreach ($line in Invoke-PackageManager chocolatey $command) {
        $fields = $line.Split('|')
        if ($line -notmatch '^[A-Za-z0-9][A-Za-z0-9._-]*\|[^|\s]+(\||$)' -or $fields.Length -le $Column) { continue }
        $found[$fields[0]] = [string[]] @(@($found[$fields[0]]) + $fields[$Column] | Where-Object { $_ })
    }
    $found
}
