function Invoke-SecurityEditor {
    <#
    .SYNOPSIS
    Sets user rights with secedit.exe as a security template says; without one gives the text of the template that says what they are.
    .PARAMETER Template
    The template's text.
    #>
    param([string] $Template)

    $folder = New-PrivateFolder
    try {
        $file, $database, $log = foreach ($one in 'rights.inf', 'rights.sdb', 'rights.log') { [IO.Path]::Combine($folder, $one) }
        $verb = @(if ($Template) { '/configure', '/db', $database } else { '/export' })
        if ($Template) { [IO.File]::WriteAllText($file, $Template, [Text.Encoding]::Unicode) }
        $start = [Diagnostics.ProcessStartInfo]::new([IO.Path]::Combine([Environment]::SystemDirectory, 'secedit.exe'))
        $start.Arguments = Join-CommandLine ($verb + @('/cfg', $file, '/areas', 'USER_RIGHTS', '/log', $log, '/quiet'))
        $start.UseShellExecute = $false
        $start.CreateNoWindow = $true
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        $said = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        if ($process.ExitCode) {
            # What it says is for people; why it failed is in its log, if it came so far.
            if ([IO.File]::Exists($log)) { $said = [IO.File]::ReadAllText($log) }
            throw "secedit.exe $($verb[0]) ended with $($process.ExitCode): $(($said -replace '\s+', ' ' -replace '-{3,} ?').Trim())"
        }
        if (-not $Template) { [IO.File]::ReadAllText($file) }
    } finally {
        [IO.Directory]::Delete($folder, $true)
    }
}
