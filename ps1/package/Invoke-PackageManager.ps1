function Invoke-PackageManager {
    <#
    .SYNOPSIS
    Runs a package manager's command; what it wrote on its standard output. Fails as Confirm-InstallerResult says.
    .PARAMETER Manager
    chocolatey, scoop or winget.
    .PARAMETER Argument
    The command and its arguments.
    .PARAMETER TimeoutSeconds
    How long it may take.
    .PARAMETER Removing
    Something is to be removed.
    #>
    param([string] $Manager, [string[]] $Argument, [double] $TimeoutSeconds = 600, [switch] $Removing)

    $result = Invoke-PackageProgram -Path (Find-PackageManager $Manager) -Argument $Argument -TimeoutSeconds $TimeoutSeconds -Utf8:($Manager -eq 'winget')
    # winget says by this code that it knows no such package: to a question that is an answer.
    if ($Manager -eq 'winget' -and $Argument[0] -in 'list', 'show' -and '{0:X8}' -f $result.Code -eq '8A150014') { return }
    $words = @($Argument | Where-Object { $_ -notlike '-*' } | Select-Object -First 3) -join ' '
    Confirm-InstallerResult -What "$Manager $words" -Result $result -Manager $Manager -Removing:$Removing
    $result.Output
}
