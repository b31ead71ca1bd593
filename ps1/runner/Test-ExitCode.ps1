function Test-ExitCode {
    <#
    .SYNOPSIS
    Whether an exit code is in a list; 3221225786 and -1073741510 are the same one.
    .PARAMETER Code
    The exit code.
    .PARAMETER List
    The list.
    #>
    param([int] $Code, $List)

    foreach ($one in $List) { if (($one -band 0xFFFFFFFFL) -eq ($Code -band 0xFFFFFFFFL)) { return $true } }
    $false
}
