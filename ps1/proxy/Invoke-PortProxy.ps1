function Invoke-PortProxy {
    <#
    .SYNOPSIS
    Runs netsh interface portproxy; an error with its answer where it fails.
    .PARAMETER Argument
    What comes after portproxy.
    #>
    param([string[]] $Argument)

    $program = [IO.Path]::Combine([Environment]::SystemDirectory, 'netsh.exe')
    $answer = Test-CommandHealth -Command (@($program, 'interface', 'portproxy') + $Argument) -TimeoutSeconds 30
    if ($answer) { throw [InvalidOperationException] "netsh interface portproxy $($Argument -join ' '): $answer" }
}
