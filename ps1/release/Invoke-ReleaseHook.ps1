function Invoke-ReleaseHook {
    <#
    .SYNOPSIS
    Runs what an app asks for at a point of its deployment, if it does; an error where it does not end with 0 in its time.
    .PARAMETER Setting
    The hooks by their names: command (a program and its arguments) or powershell (a script's text), and timeout in seconds.
    .PARAMETER Hook
    before_stop, before_start, after_start, after_rollback; smoke or switch.
    .PARAMETER Path
    The app's folder; WINSTEAD_DIRECTORY for the hook.
    .PARAMETER Version
    The version that is deployed, or gone back to; WINSTEAD_VERSION for the hook.
    .PARAMETER Slot
    What is known of its slot: slot, its name, and port; WINSTEAD_SLOT and WINSTEAD_PORT for the hook.
    #>
    param([hashtable] $Setting, [string] $Hook, [string] $Path, [string] $Version, [hashtable] $Slot = @{})

    if (-not $Setting[$Hook]) { return }
    $command = $Setting[$Hook]['command']
    if (-not $command) {
        $command = @([IO.Path]::Combine([Environment]::SystemDirectory, 'WindowsPowerShell\v1.0\powershell.exe'), '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-OutputFormat', 'Text', '-EncodedCommand', (ConvertTo-HookCommand $Setting[$Hook].powershell))
    }
    $known = @{ WINSTEAD_DIRECTORY = $Path; WINSTEAD_VERSION = $Version }
    foreach ($one in $Slot.Keys) { $known["WINSTEAD_$one".ToUpperInvariant()] = "$($Slot[$one])" }
    foreach ($one in $known.Keys) { [Environment]::SetEnvironmentVariable($one, $known[$one]) }
    try { $answer = Test-CommandHealth -Command $command -TimeoutSeconds $Setting[$Hook].timeout } catch {
        throw [InvalidOperationException]::new("the hook $Hook cannot be run:", $_.Exception)
    } finally {
        foreach ($one in $known.Keys) { [Environment]::SetEnvironmentVariable($one, $null) }
    }
    if ($answer) { throw "the hook $Hook failed: $answer" }
}
