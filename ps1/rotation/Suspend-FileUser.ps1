function Suspend-FileUser {
    <#
    .SYNOPSIS
    Holds every other process that has a file open, until nothing of them runs, and puts their handles on a list for Resume-FileUser.
    .DESCRIPTION
    The system process has a file open for somebody on the network and cannot be held.
    .PARAMETER Stream
    The file, opened.
    .PARAMETER Held
    The list: process ids and handles. A caller has it whatever goes wrong here.
    #>
    param([IO.FileStream] $Stream, [Collections.IDictionary] $Held)

    # Again until there is none, for another may have opened it meanwhile.
    while ($ids = @(Get-FileUser $Stream | Where-Object { $_ -ne 4 -and -not $Held.Contains($_) })) {
        foreach ($id in $ids) {
            $process = [Winstead.FileApi]::OpenProcess(0x800, $false, $id)
            $code = [Runtime.InteropServices.Marshal]::GetLastWin32Error()
            # ERROR_INVALID_PARAMETER: it has ended.
            if ($process -eq [IntPtr]::Zero -and $code -eq 87) { continue }
            if ($process -eq [IntPtr]::Zero) { throw "process $id has it open and cannot be held: $([ComponentModel.Win32Exception]::new($code).Message)" }
            $Held[$id] = $process
            $result = [Winstead.FileApi]::NtSuspendProcess($process)
            # STATUS_PROCESS_IS_TERMINATING
            if ($result -notin 0, 0xC000010A) { throw 'process {0} has it open and cannot be held: error 0x{1:x8}' -f $id, $result }
        }
        foreach ($id in $ids) { Wait-Suspended $id }
    }
}
