function Get-FileWriter {
    <#
    .SYNOPSIS
    The ids of all processes with an open handle that may write or append to a file, found among all handles of this host.
    .DESCRIPTION
    SystemExtendedHandleInformation, a list of SYSTEM_HANDLE_TABLE_ENTRY_INFO_EX; GetFileInformationByHandle tells which file a handle is of.
    .PARAMETER Stream
    The file, opened.
    #>
    param([IO.FileStream] $Stream)

    $data = [byte[]]::new(1MB)
    $needed = 0
    # STATUS_INFO_LENGTH_MISMATCH
    while (($result = [Winstead.FileApi]::NtQuerySystemInformation(64, $data, $data.Length, [ref] $needed)) -eq 0xC0000004) {
        $data = [byte[]]::new(2 * $data.Length)
    }
    if ($result -ne 0) { throw 'the open files of this host cannot be listed: error 0x{0:x8}' -f $result }
    $word = [IntPtr]::Size
    $own = $Stream.SafeFileHandle.DangerousGetHandle()
    $all = for ($at = 2 * $word; $at -lt 2 * $word + [BitConverter]::ToInt32($data, 0) * (3 * $word + 16); $at += 3 * $word + 16) {
        , @([BitConverter]::ToInt32($data, $at + $word), [BitConverter]::ToInt32($data, $at + 2 * $word), [BitConverter]::ToInt32($data, $at + 3 * $word), [BitConverter]::ToUInt16($data, $at + 3 * $word + 6))
    }
    $type = @($all | Where-Object { $_[0] -eq $PID -and $_[1] -eq $own.ToInt64() })[0][3]
    $wanted = Get-FileIdentity $own
    # FILE_WRITE_DATA and FILE_APPEND_DATA
    $found = @($all | Where-Object { $_[3] -eq $type -and $_[0] -ne $PID -and ($_[2] -band 6) } | Where-Object {
        $copy = Copy-FileHandle -Id $_[0] -Handle $_[1]
        if ($copy -ne [IntPtr]::Zero) {
            try { [string]::Equals((Get-FileIdentity $copy), $wanted) } finally { $null = [Winstead.FileApi]::CloseHandle($copy) }
        }
    } | ForEach-Object { $_[0] })
    [Collections.Generic.HashSet[int]]::new([int[]] $found)
}
