function Get-ServiceProcess {
    <#
    .SYNOPSIS
    What the service manager knows of a service's process: its id ($null without one), whether it is the service's own, and with what it ended.
    .PARAMETER Name
    The service's name.
    #>
    param([string] $Name)

    # By their order, for the words before the colons are in the host's language: name, type, state, exit code, the service's own, checkpoint, wait hint, id, flags.
    $values = @(Invoke-ServiceControl 'queryex', $Name | Where-Object { $_.Contains(':') } | ForEach-Object { ($_ -split ':', 2)[1].Trim() -replace '\s.*' })
    $code, $own = [int64] $values[3], [int64] $values[4]
    @{
        Id = if ($values[7] -ne '0') { [int] $values[7] }
        Own = ([Convert]::ToInt32($values[1], 16) -band 0x10) -ne 0
        # 1066 says that the service gave a code of its own; 1077 that it was not started since the host was.
        ExitCode = if ($code -eq 1066) { $own } elseif ($code -ne 1077) { $code }
        ExitText = if ($code -eq 1066) { "its own exit code $own" } elseif ($code -in 0..65535) { "error ${code}: $([ComponentModel.Win32Exception]::new([int] $code).Message.TrimEnd('.'))" } else { 'error 0x{0:x8}' -f $code }
    }
}
