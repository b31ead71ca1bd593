function Expand-Release {
    <#
    .SYNOPSIS
    Puts what is in a release's file into a folder: the one program that it is, or what an archive holds.
    .PARAMETER File
    The file.
    .PARAMETER Archive
    none, zip or tar.gz.
    .PARAMETER Into
    The folder.
    .PARAMETER Executable
    What a file that is no archive is called there.
    .PARAMETER Limit
    How many bytes an archive may hold.
    #>
    param([string] $File, [string] $Archive, [string] $Into, [string] $Executable, [long] $Limit)

    if ($Archive -eq 'none') {
        $target = [IO.Path]::Combine($Into, $Executable)
        Assert-FreeSpace -Path $target -Bytes ([IO.FileInfo]::new($File).Length)
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
        return [IO.File]::Copy($File, $target)
    }
    $room = Get-FreeSpace $Into
    $left = @{ Bytes = [Math]::Min($Limit, $room); Limit = $Limit; Room = $room }
    if ($Archive -eq 'zip') { Expand-ZipFile -File $File -Into $Into -Left $left } else { Expand-TarFile -File $File -Into $Into -Left $left }
}
