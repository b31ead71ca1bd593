function Install-PackageManager {
    <#
    .SYNOPSIS
    Installs Chocolatey from its own package, as its documentation has it for hosts without the internet, or Scoop by an install script that is given.
    .PARAMETER Manager
    chocolatey or scoop.
    .PARAMETER Source
    An address, or a path: of a feed, a folder with packages, or a package of Chocolatey; of Scoop's script.
    .PARAMETER TimeoutSeconds
    How long it may take.
    #>
    param([string] $Manager, [string] $Source, [double] $TimeoutSeconds)

    $folder = New-PrivateFolder
    try {
        $file = [IO.Path]::Combine($folder, $(if ($Manager -eq 'scoop') { 'install.ps1' } else { 'chocolatey.zip' }))
        if ($Source -match '^https?://') {
            # A feed gives its newest package of an id at this address: https://learn.microsoft.com/nuget/api/package-base-address-resource is version 3's.
            $address = if ($Manager -eq 'scoop' -or $Source -match '\.nupkg$') { $Source } else { $Source.TrimEnd('/') + '/package/chocolatey' }
            Receive-WebFile -Desired @{ url = $address; timeout = 60 } -Path $file
        } else { [IO.File]::Copy((Find-BootstrapFile $Manager $Source), $file) }
        if ($Manager -eq 'chocolatey') {
            Expand-ZipFile -File $file -Into "$folder\package" -Left @{ Bytes = [long] 1GB; Limit = [long] 1GB; Room = [long] 1GB }
            $file = "$folder\package\tools\chocolateyInstall.ps1"
            if (-not [IO.File]::Exists($file)) { throw [IO.InvalidDataException] "what came from $Source is no package of Chocolatey: it has no tools\chocolateyInstall.ps1" }
        }
        $powershell = [IO.Path]::Combine([Environment]::SystemDirectory, 'WindowsPowerShell\v1.0\powershell.exe')
        $arguments = @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $file) + @(if ($Manager -eq 'scoop') { '-RunAsAdmin' })
        $result = Invoke-PackageProgram -Path $powershell -Argument $arguments -TimeoutSeconds $TimeoutSeconds
        Confirm-InstallerResult -What "installing $Manager" -Result $result -Manager exe
    } finally { [IO.Directory]::Delete($folder, $true) }
    Update-ProcessPath
    if (-not (Find-PackageManager $Manager)) { throw [IO.FileNotFoundException] "$Manager was installed from $Source, and is not there: $(@($result.Lines | Select-Object -Last 5) -join ' / ')" }
}
