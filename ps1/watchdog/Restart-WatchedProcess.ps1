function Restart-WatchedProcess {
    <#
    .SYNOPSIS
    Ends the processes of a command line, with all that they started, and starts it anew by the account that this runs as.
    .PARAMETER Restart
    path; arguments, one command line of them; directory.
    #>
    param([hashtable] $Restart)

    if ([Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) {
        throw [InvalidOperationException] "$($Restart.path) is a user's program, and is not started as SYSTEM: let the scheduled task of its watchdog run as that user"
    }
    Stop-CommandProcess $Restart.path $Restart.arguments
    # By the shell, so that it inherits no handle of this process.
    $start = [Diagnostics.ProcessStartInfo]::new($Restart.path, $Restart.arguments)
    $start.UseShellExecute = $true
    $start.WindowStyle = 'Hidden'
    $start.WorkingDirectory = if ($Restart.directory) { $Restart.directory } else { [IO.Path]::GetDirectoryName($Restart.path) }
    [Diagnostics.Process]::Start($start).Dispose()
}
