function Invoke-WindowsInstaller {
    <#
    .SYNOPSIS
    Runs msiexec.exe without questions and without a restart; what Invoke-PackageProgram gives.
    .PARAMETER Command
    What it is to do: /i and a file, /x and a product's code.
    .PARAMETER Property
    Its properties as NAME=value, and other switches.
    .PARAMETER TimeoutSeconds
    How long it may take.
    #>
    param([string[]] $Command, [string[]] $Property, [double] $TimeoutSeconds)

    # A property's value is quoted by itself: of "NAME=some value" msiexec makes an error.
    $line = @(foreach ($one in $Property) {
        if ($one -match '^([A-Za-z_][A-Za-z0-9_.]*)=(.*)$') { $Matches[1] + '=' + $(if ($Matches[2] -match '[\s"]' -or -not $Matches[2]) { '"' + $Matches[2].Replace('"', '""') + '"' } else { $Matches[2] }) }
        elseif ($one) { Join-CommandLine $one }
    }) -join ' '
    $program = [IO.Path]::Combine([Environment]::SystemDirectory, 'msiexec.exe')
    Invoke-PackageProgram -Path $program -Argument ($Command + '/qn' + '/norestart') -Line $line -TimeoutSeconds $TimeoutSeconds
}
