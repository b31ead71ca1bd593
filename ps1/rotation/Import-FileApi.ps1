function Import-FileApi {
    <#
    .SYNOPSIS
    Makes the functions of Windows known that say who has a file open and that hold a process: [Winstead.FileApi]. Compiling them takes about a second.
    .DESCRIPTION
    NtSuspendProcess and NtResumeProcess are in no manual, but have been in ntdll.dll since Windows XP; the others are Microsoft's own documentation's.
    #>
    param()

    if ('Winstead.FileApi' -as [type]) { return }
    Add-Type -Namespace Winstead -Name FileApi -MemberDefinition @'
[DllImport("ntdll.dll")] public static extern int NtQueryInformationFile(IntPtr file, IntPtr[] status, byte[] data, int length, int kind);
[DllImport("ntdll.dll")] public static extern int NtQuerySystemInformation(int kind, byte[] data, int length, out int needed);
[DllImport("ntdll.dll")] public static extern int NtSuspendProcess(IntPtr process);
[DllImport("ntdll.dll")] public static extern int NtResumeProcess(IntPtr process);
[DllImport("kernel32.dll", SetLastError = true)] public static extern IntPtr OpenProcess(int access, bool inherit, int id);
[DllImport("kernel32.dll")] public static extern IntPtr OpenThread(int access, bool inherit, int id);
[DllImport("kernel32.dll")] public static extern bool GetThreadContext(IntPtr thread, IntPtr context);
[DllImport("kernel32.dll")] public static extern bool DuplicateHandle(IntPtr from, IntPtr handle, IntPtr to, out IntPtr made, int access, bool inherit, int options);
[DllImport("kernel32.dll")] public static extern int GetFileType(IntPtr file);
[DllImport("kernel32.dll")] public static extern bool GetFileInformationByHandle(IntPtr file, int[] data);
[DllImport("kernel32.dll")] public static extern bool CloseHandle(IntPtr handle);
'@
}
