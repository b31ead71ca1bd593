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
        $name, $value = "$one" -split '=', 2
        if ($null -eq $value -or $name -notmatch '^[A-Za-z_][A-Za-z0-9_.]*$') { if ($one) { Join-CommandLine $one } }
        elseif ($value -and $value -notmatch '[\s"]') { $one }
        else { $name + '="' + $value.Replace('"', '""') + '"' }
    }) -join ' '
    $program = [IO.Path]::Combine([Environment]::SystemDirectory, 'msiexec.exe')
    Invoke-PackageProgram -Path $program -Argument ($Command + '/qn' + '/norestart') -Line $line -TimeoutSeconds $TimeoutSeconds
}
