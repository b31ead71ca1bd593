function Invoke-ServiceControl {
    <#
    .SYNOPSIS
    Runs sc.exe and gives the lines that it writes; its exit code, which is the Windows error, becomes an exception.
    .PARAMETER Argument
    Its arguments; no secret may be among them, for every user can read a process's command line.
    #>
    param([string[]] $Argument)

    $start = [Diagnostics.ProcessStartInfo]::new((Join-Path ([Environment]::SystemDirectory) 'sc.exe'), (Join-CommandLine $Argument))
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $text = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    if ($process.ExitCode) { throw (New-ServiceError $process.ExitCode "sc.exe $($Argument[0]) of service '$($Argument[1])'") }
    $text -split '\r?\n'
}
