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

    $room = [IO.DriveInfo]::new([IO.Path]::GetPathRoot($Into)).AvailableFreeSpace
    if ($Archive -eq 'none') {
        $size = [IO.FileInfo]::new($File).Length
        if ($size -gt $room) { throw [IO.IOException] "the release takes $size bytes, and the disk has $room left" }
        $target = [IO.Path]::Combine($Into, $Executable)
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
        return [IO.File]::Copy($File, $target)
    }
    $left = @{ Bytes = [Math]::Min($Limit, $room); Limit = $Limit; Room = $room }
    if ($Archive -eq 'zip') { Expand-ZipFile -File $File -Into $Into -Left $left } else { Expand-TarFile -File $File -Into $Into -Left $left }
}
