function Wait-Suspended {
    <#
    .SYNOPSIS
    Waits until no thread of a process that was told to halt is still on its way, as one in the middle of a write is; 0.2 s at most, for one that waits in Windows itself, as a reader of a pipe does, halts only when it comes back.
    .DESCRIPTION
    Suspending does not wait; asking for a thread's registers does (https://devblogs.microsoft.com/oldnewthing/20150205-00/?p=44743),
    and Windows' list of threads says which are suspended. Where that list says nothing of a thread, it is Initialized.
    .PARAMETER Id
    The process' id.
    #>
    param([int] $Id)

    # CONTEXT begins on a multiple of 16; the wish for control registers is at 0x30 on x64, at 0 on x86 and Arm64.
    $memory = [Runtime.InteropServices.Marshal]::AllocHGlobal(8192)
    try {
        $context = [IntPtr]::new(($memory.ToInt64() + 15) -band -16)
        $flags = switch ($env:PROCESSOR_ARCHITECTURE) { 'AMD64' { 0x30, 0x100001 } 'ARM64' { 0, 0x400001 } default { 0, 0x10001 } }
        [Runtime.InteropServices.Marshal]::WriteInt32($context, $flags[0], $flags[1])
        $clock = [Diagnostics.Stopwatch]::StartNew()
        do {
            try { $process = [Diagnostics.Process]::GetProcessById($Id) } catch [ArgumentException] { return }
            $moving = $false
            foreach ($one in $process.Threads) {
                $thread = [Winstead.FileApi]::OpenThread(8, $false, $one.Id)
                if ($thread -ne [IntPtr]::Zero) {
                    $null = [Winstead.FileApi]::GetThreadContext($thread, $context)
                    $null = [Winstead.FileApi]::CloseHandle($thread)
                }
                $halted = $one.ThreadState -in 'Initialized', 'Terminated' -or ($one.ThreadState -eq 'Wait' -and $one.WaitReason -eq 'Suspended')
                $moving = $moving -or -not $halted
            }
            $process.Dispose()
        } while ($moving -and $clock.ElapsedMilliseconds -lt 200)
    } finally { [Runtime.InteropServices.Marshal]::FreeHGlobal($memory) }
}
