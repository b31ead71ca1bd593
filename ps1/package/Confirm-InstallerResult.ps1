function Confirm-InstallerResult {
    <#
    .SYNOPSIS
    Judges how an installer or a package manager ended: nothing where it is done, a warning where the host must be restarted, else an error with the last lines that it wrote.
    .PARAMETER What
    What was done, to say so.
    .PARAMETER Result
    What Invoke-PackageProgram gave.
    .PARAMETER Manager
    chocolatey, scoop, winget, msi or exe: some codes are their own.
    .PARAMETER Removing
    Something was to be removed: that it is not installed is fine.
    #>
    param([string] $What, [hashtable] $Result, [string] $Manager, [switch] $Removing)

    # https://learn.microsoft.com/windows/win32/msi/error-codes, https://docs.chocolatey.org/en-us/choco/commands/install#exit-codes,
    # https://learn.microsoft.com/windows/package-manager/winget/returnCodes
    $code = $Result.Code
    $own = if ($Manager -eq 'winget') { '{0:X8}' -f $code } else { '' }
    $written = @($Result.Lines | Select-Object -Last 5) -join ' / '
    if ($code -in 3010, 1641 -or $own -in '8A150109', '8A15010B') {
        $text = if ($code -eq 1641 -or $own -eq '8A15010B') { 'a restart of this host has begun' } else { 'this host must be restarted for it to take effect' }
        $Run.NeedsRestart = $true
        return Write-Warning "$What is done, and $text (exit code $code)"
    }
    if ($code -eq 1618 -or $own -eq '8A150102') { throw [ComponentModel.Win32Exception]::new(1618, "$What must wait: another installation runs on this host (exit code $code)") }
    if ($Removing -and ($code -in 1605, 1614 -or $own -eq '8A150014')) { return }
    # 2 is 'nothing to do', where Chocolatey's enhanced exit codes are on; 8A15002B 'no newer one'. What holds is read again anyway.
    if ($Manager -eq 'chocolatey' -and $code -eq 2 -or $own -eq '8A15002B') { return }
    $advice = if ($Manager -eq 'chocolatey' -and $code -eq 350) { ': a restart is pending, and nothing was done: restart this host' }
        elseif ($Manager -eq 'chocolatey' -and $code -eq 1604) { ': it was suspended half done, for a restart is needed: restart this host' }
        elseif ($own -eq '8A15010A') { ': a restart is pending: restart this host' }
        elseif ($code -ge 1600 -and $code -le 1654) { ": $([ComponentModel.Win32Exception]::new($code).Message.TrimEnd('.'))" }
    if ($advice -like '*: restart this host') { $Run.NeedsRestart = $true }
    # Scoop tells of errors in its output, and ends with 0 all the same.
    $failed = $code -or ($Manager -eq 'scoop' -and @($Result.Lines -match '^(ERROR|Couldn''t find manifest)').Count)
    if ($failed) { throw [InvalidOperationException] ("$What ended with exit code $code$advice" + $(if ($written) { ": $written" })) }
}
