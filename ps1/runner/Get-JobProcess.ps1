function Get-JobProcess {
    <#
    .SYNOPSIS
    The ids of the processes in a job, at most 1000 of them, but for this process.
    .PARAMETER Job
    The job.
    #>
    param([hashtable] $Job)

    # JOBOBJECT_BASIC_PROCESS_ID_LIST: two numbers, of which the second says how many ids follow.
    $size = 8 + 1000 * [IntPtr]::Size
    $list = [Runtime.InteropServices.Marshal]::AllocHGlobal($size)
    [Runtime.InteropServices.Marshal]::WriteInt32($list, 4, 0)
    # With more than these it answers no, and fills the list.
    $null = $Job.Functions::QueryInformationJobObject($Job.Handle, 3, $list, $size, [IntPtr]::Zero)
    $count = [Runtime.InteropServices.Marshal]::ReadInt32($list, 4)
    for ($index = 0; $index -lt $count; $index++) {
        $id = [int] [Runtime.InteropServices.Marshal]::ReadIntPtr($list, 8 + $index * [IntPtr]::Size)
        if ($id -ne $PID) { $id }
    }
    [Runtime.InteropServices.Marshal]::FreeHGlobal($list)
}
