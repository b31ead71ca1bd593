function Remove-Product {
    <#
    .SYNOPSIS
    Uninstalls every product of a name by what Windows' list says of it, and waits until they are gone: some uninstallers go on after they have ended.
    .PARAMETER Name
    What they are called in Windows' list; * stands for anything.
    .PARAMETER Desired
    A Package's properties: uninstall_arguments, timeout.
    #>
    param([string] $Name, [hashtable] $Desired)

    foreach ($one in @(Find-Product $Name)) {
        if ($one.Key -match '^\{[0-9A-Fa-f-]{36}\}$') {
            $result = Invoke-WindowsInstaller @('/x', $one.Key) @($Desired['uninstall_arguments']) $Desired.timeout
        } else {
            $command = [regex]::Match($one.Uninstall, '^\s*(?:"(?<path>[^"]+)"|(?<path>.+?\.(?:exe|cmd|bat))(?=\s|$)|(?<path>\S+))\s*(?<rest>.*)$', 'IgnoreCase')
            if (-not $command.Success) { throw [InvalidOperationException] "Windows' list does not say how $($one.Name) is removed" }
            $more = [string[]] @($Desired['uninstall_arguments'] | Where-Object { $_ })
            if (-not $one.Quiet -and -not $more.Count) { throw [InvalidOperationException] "removing $($one.Name) would ask questions that nobody sees: give uninstall_arguments, such as [/S]. Its command is $($one.Uninstall)" }
            $line = @($command.Groups['rest'].Value; Join-CommandLine $more) -join ' '
            $result = Invoke-PackageProgram -Path ([Environment]::ExpandEnvironmentVariables($command.Groups['path'].Value)) -Line $line.Trim() -TimeoutSeconds $Desired.timeout
        }
        Confirm-InstallerResult -What "removing $($one.Name)" -Result $result -Manager $Desired.manager -Removing
    }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    do {
        $Run.Remove('Packages')
        if (-not @(Find-Product $Name).Count) { return }
        Start-Sleep -Milliseconds 500
    } while ($clock.Elapsed.TotalSeconds -lt 60)
}
