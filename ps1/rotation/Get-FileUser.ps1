function Get-FileUser {
    <#
    .SYNOPSIS
    The ids of the other processes that have a file open, or at least of those that may write it.
    .DESCRIPTION
    NTFS and ReFS know them (FileProcessIdsUsingFileInformation,
    https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_process_ids_using_file_information).
    Where a file system does not, every open file of this host is looked at.
    .PARAMETER Stream
    The file, opened.
    #>
    param([IO.FileStream] $Stream)

    $data = [byte[]]::new(65536)
    $result = [Winstead.FileApi]::NtQueryInformationFile($Stream.SafeFileHandle.DangerousGetHandle(), [IntPtr[]]::new(2), $data, $data.Length, 47)
    $ids = if ($result -ne 0) { Get-FileWriter $Stream } else {
        for ($i = 1; $i -le [BitConverter]::ToInt32($data, 0); $i++) { [BitConverter]::ToInt32($data, $i * [IntPtr]::Size) }
    }
    @($ids) | Where-Object { $_ -and $_ -ne $PID }
}
