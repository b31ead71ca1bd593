function Copy-FileHandle {
    <#
    .SYNOPSIS
    A copy of another process' handle of a file on a disk; zero where it is none, or the process does not let it be had.
    .PARAMETER Id
    The process' id.
    .PARAMETER Handle
    The handle there.
    #>
    param([int] $Id, [int] $Handle)

    $copy = [IntPtr]::Zero
    $process = [Winstead.FileApi]::OpenProcess(0x40, $false, $Id)
    if ($process -eq [IntPtr]::Zero) { return $copy }
    try {
        if (-not [Winstead.FileApi]::DuplicateHandle($process, $Handle, -1, [ref] $copy, 0x80, $false, 0)) { return [IntPtr]::Zero }
    } finally { $null = [Winstead.FileApi]::CloseHandle($process) }
    # FILE_TYPE_DISK. Asked first: a pipe that is being read would keep other questions waiting.
    if ([Winstead.FileApi]::GetFileType($copy) -eq 1) { return $copy }
    $null = [Winstead.FileApi]::CloseHandle($copy)
    [IntPtr]::Zero
}
