function Set-PackagePin {
    <#
    .SYNOPSIS
    Keeps a package at its version whatever else updates packages, or lets it go.
    .PARAMETER Name
    Its id.
    .PARAMETER Manager
    chocolatey, scoop or winget.
    .PARAMETER Pinned
    Whether it is to be kept.
    #>
    param([string] $Name, [string] $Manager, [bool] $Pinned)

    $command = switch ($Manager) {
        'chocolatey' { 'pin', $(if ($Pinned) { 'add' } else { 'remove' }), "--name=$Name" }
        'scoop' { $(if ($Pinned) { 'hold' } else { 'unhold' }), $Name }
        'winget' { @('pin', $(if ($Pinned) { 'add' } else { 'remove' }), '--id', $Name, '--exact', '--disable-interactivity') + @(if ($Pinned) { '--accept-source-agreements' }) }
    }
    $null = Invoke-PackageManager $Manager $command
}
