function Stop-CommandProcess {
    <#
    .SYNOPSIS
    Ends the processes of a program with certain arguments, with all that they started.
    .PARAMETER Path
    The program.
    .PARAMETER Arguments
    The arguments as one command line; of the same program with others nothing is known.
    #>
    param([string] $Path, [string] $Arguments)

    foreach ($one in Get-CimInstance Win32_Process) {
        if ($one.ExecutablePath -ne $Path) { continue }
        # One whose arguments cannot be seen counts.
        $given = "$($one.CommandLine)" -replace '\A\s*("[^"]*"|\S+)\s*'
        if (-not $given -or [string]::Equals($given.Trim(), $Arguments.Trim())) { Stop-ProcessTree $one.ProcessId }
    }
}
