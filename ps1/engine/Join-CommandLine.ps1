function Join-CommandLine {
    <#
    .SYNOPSIS
    One command line of arguments, which CommandLineToArgvW takes apart into the same ones. Windows PowerShell 5.1 does not quote what it gives to programs.
    .PARAMETER Argument
    The arguments.
    #>
    param([string[]] $Argument)

    @(foreach ($one in $Argument) {
        if ($one -and $one -notmatch '[\s"]') { $one } else { '"' + ($one -replace '(\\*)"', '$1$1\"' -replace '(\\+)\z', '$1$1') + '"' }
    }) -join ' '
}
