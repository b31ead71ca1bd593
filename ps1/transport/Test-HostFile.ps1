function Test-HostFile {
    <#
    .SYNOPSIS
    Says whether a file with this content is on the host already: in the folder for files that a run needs, or where it is to go.
    .PARAMETER Sha256
    The content's hash.
    .PARAMETER Length
    Its length in bytes.
    .PARAMETER Path
    Where it is to go: the file, or the folder of an app whose releases it may be one of.
    #>
    param([string] $Sha256, [long] $Length, [string[]] $Path)

    $folder = [IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'winstead\files')
    foreach ($one in @([IO.Path]::Combine($folder, $Sha256)) + $Path) {
        $file = [IO.FileInfo] $one
        if ($file.Exists -and $file.Length -eq $Length -and (Get-Sha256 $one) -eq $Sha256) { return $true }
        if ([IO.Directory]::Exists($one) -and (Find-Release -Path $one -Record (Read-ReleaseRecord $one) -Sha256 $Sha256)) { return $true }
    }
    $false
}
