function Copy-HostFile {
    <#
    .SYNOPSIS
    Copies a file of this machine into the folder for files that a run needs, unless it is there or where it is to go; says whether it did.
    .PARAMETER Source
    The file.
    .PARAMETER Sha256
    Its hash.
    .PARAMETER Path
    Where it is to go.
    #>
    param([string] $Source, [string] $Sha256, [string[]] $Path)

    if (Test-HostFile -Sha256 $Sha256 -Length ([IO.FileInfo] $Source).Length -Path $Path) { return $false }
    $folder = [IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'winstead\files')
    $null = [IO.Directory]::CreateDirectory($folder)
    [IO.File]::Copy($Source, [IO.Path]::Combine($folder, $Sha256), $true)
    $true
}
