function New-ProcessJob {
    <#
    .SYNOPSIS
    Makes a job of this process and of all that it starts from now on: Windows ends them when this process ends, however it does. Gives the job's handle and its functions.
    .DESCRIPTION
    https://learn.microsoft.com/windows/win32/procthread/job-objects. The functions are declared without compiling C#, which takes a second at each start.
    A job inside another one, such as Task Scheduler's, needs Windows 8 or Server 2012.
    #>
    param()

    $assembly = [Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly([Reflection.AssemblyName]::new('Winstead'), 'Run')
    $type = $assembly.DefineDynamicModule('Winstead').DefineType('Winstead.Job', 'Public, Class')
    $functions = @{
        CreateJobObjectW = @([IntPtr], [IntPtr])
        SetInformationJobObject = @([IntPtr], [int], [IntPtr], [int])
        QueryInformationJobObject = @([IntPtr], [int], [IntPtr], [int], [IntPtr])
        AssignProcessToJobObject = @([IntPtr], [IntPtr])
    }
    foreach ($name in $functions.Keys) {
        # A BOOL is an IntPtr here that is zero or not, like a handle.
        $function = $type.DefinePInvokeMethod($name, 'kernel32.dll', 'Public, Static, PinvokeImpl', 'Standard', [IntPtr], [Type[]] $functions[$name], 'Winapi', 'Unicode')
        $function.SetImplementationFlags('PreserveSig')
    }
    $job = @{ Functions = $type.CreateType(); Handle = [IntPtr]::Zero }
    $job.Handle = $job.Functions::CreateJobObjectW([IntPtr]::Zero, [IntPtr]::Zero)
    # JOBOBJECT_EXTENDED_LIMIT_INFORMATION; LimitFlags, 16 bytes into it, is JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE.
    $size = if ([IntPtr]::Size -eq 8) { 144 } else { 112 }
    $limits = [Runtime.InteropServices.Marshal]::AllocHGlobal($size)
    [Runtime.InteropServices.Marshal]::Copy([byte[]]::new($size), 0, $limits, $size)
    [Runtime.InteropServices.Marshal]::WriteInt32($limits, 16, 0x2000)
    $done = $job.Functions::SetInformationJobObject($job.Handle, 9, $limits, $size)
    [Runtime.InteropServices.Marshal]::FreeHGlobal($limits)
    if ($done -eq [IntPtr]::Zero -or $job.Functions::AssignProcessToJobObject($job.Handle, [IntPtr] -1) -eq [IntPtr]::Zero) {
        throw 'this process cannot be put into a job'
    }
    $job
}
