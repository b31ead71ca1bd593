function Assert-ServiceProgram {
    <#
    .SYNOPSIS
    Throws where a program is for processors that this Windows does not run. Windows for Arm runs x86 programs, and from version 11 on (build 22000) x64 ones.
    .PARAMETER Machine
    What the program is for: x86, x64 or arm64.
    #>
    param([string] $Machine)

    # Not this process's own variable, which tells what an emulated process is to believe.
    $native = [Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Environment', 'PROCESSOR_ARCHITECTURE', '')
    $runs = switch ($native) {
        'x86' { 'x86' }
        'AMD64' { 'x86', 'x64' }
        'ARM64' { if ([Environment]::OSVersion.Version.Build -ge 22000) { 'x86', 'x64', 'arm64' } else { 'x86', 'arm64' } }
        default { $Machine }
    }
    if ($Machine -notin $runs) { throw [BadImageFormatException] "the program is for $Machine, and this Windows ($native) runs programs for $($runs -join ', ') alone: give a release that is built for it" }
}
