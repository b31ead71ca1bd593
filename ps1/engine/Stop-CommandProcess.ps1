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

    # One whose arguments cannot be seen counts, unless it is one of Windows' own programs, which others start too.
    $common = $Path.StartsWith([Environment]::GetFolderPath('Windows') + '\', 'OrdinalIgnoreCase')
    foreach ($one in Get-CimInstance Win32_Process) {
        if ($one.ExecutablePath -ne $Path) { continue }
        $given = "$($one.CommandLine)" -replace '\A\s*("[^"]*"|\S+)\s*'
        if ($(if ($given) { [string]::Equals($given.Trim(), $Arguments.Trim()) } else { -not $common })) { Stop-ProcessTree $one.ProcessId }
    }
}
