function Find-PackageManager {
    <#
    .SYNOPSIS
    The path of a package manager's program: by the PATH, or where it is installed; $null where it is not on this host.
    .PARAMETER Manager
    chocolatey, scoop or winget.
    #>
    param([string] $Manager)

    $program = @{ chocolatey = 'choco.exe'; scoop = 'scoop.cmd'; winget = 'winget.exe' }[$Manager]
    $found = @(Get-Command $program -CommandType Application -ErrorAction Ignore)
    if ($found.Count) { return $found[0].Path }
    $data = [Environment]::GetFolderPath('CommonApplicationData')
    $places = switch ($Manager) {
        'chocolatey' {
            foreach ($root in [Environment]::GetEnvironmentVariable('ChocolateyInstall', 'Machine'), "$data\chocolatey") { if ($root) { "$root\bin\$program" } }
        }
        'scoop' {
            $own = [Environment]::GetFolderPath('UserProfile')
            foreach ($root in [Environment]::GetEnvironmentVariable('SCOOP', 'User'), [Environment]::GetEnvironmentVariable('SCOOP_GLOBAL', 'Machine'), "$own\scoop", "$data\scoop") { if ($root) { "$root\shims\$program" } }
        }
        # Its alias is a user's own, and not there in a session over the network.
        'winget' { @(Get-Item "$([Environment]::GetFolderPath('ProgramFiles'))\WindowsApps\Microsoft.DesktopAppInstaller_*__8wekyb3d8bbwe\$program" -ErrorAction Ignore) | Select-Object -Last 1 -ExpandProperty FullName }
    }
    foreach ($one in $places) { if ([IO.File]::Exists($one)) { return $one } }
}
