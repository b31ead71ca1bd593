function Invoke-PackageProgram {
    <#
    .SYNOPSIS
    Runs a program to its end: Code, Output (lines of its standard output) and Lines (with those of its standard error after them), without empty ones. One that takes too long is ended, with all that it started.
    .PARAMETER Path
    The program, or a .cmd or .bat file.
    .PARAMETER Argument
    Its arguments.
    .PARAMETER Line
    More of them, as they stand in a command line.
    .PARAMETER TimeoutSeconds
    How long it may take.
    .PARAMETER Utf8
    It writes UTF-8, and not in the console's code page.
    #>
    param([string] $Path, [string[]] $Argument, [string] $Line, [double] $TimeoutSeconds, [switch] $Utf8)

    $whole = @(Join-CommandLine $Argument; $Line | Where-Object { $_ }) -join ' '
    $program = $Path
    if ($Path -match '\.(cmd|bat)$') {
        $program = [IO.Path]::Combine([Environment]::SystemDirectory, 'cmd.exe')
        $whole = "/d /s /c `"`"$Path`" $whole`""
    }
    $start = [Diagnostics.ProcessStartInfo]::new($program, $whole)
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    if ($Utf8) { $start.StandardOutputEncoding = $start.StandardErrorEncoding = [Text.UTF8Encoding]::new($false) }
    $process = [Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        $written = [Threading.Tasks.Task[]] @($process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync())
        if (-not $process.WaitForExit([int] [Math]::Min($TimeoutSeconds * 1000, [int]::MaxValue))) {
            Stop-ProcessTree $process.Id
            throw [InvalidOperationException] "$([IO.Path]::GetFileName($Path)) $whole did not end within $TimeoutSeconds s: it may have asked a question that nobody saw"
        }
        # What it started may go on, and hold on to its output.
        $null = [Threading.Tasks.Task]::WaitAll($written, 5000)
        $output, $more = foreach ($one in $written) { , [string[]] @(if ($one.IsCompleted) { $one.Result -split '\r?\n' | Where-Object { $_.Trim() } | ForEach-Object { $_.TrimEnd() } }) }
        @{ Code = $process.ExitCode; Output = $output; Lines = [string[]] @($output + $more) }
    } finally { $process.Dispose() }
}
