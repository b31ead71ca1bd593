function ConvertTo-HookCommand {
    <#
    .SYNOPSIS
    What powershell.exe takes as -EncodedCommand for a hook's script: what it throws, or cannot be read for, is its last line and exit code 1; else its exit code is that of the last program that it ran.
    .PARAMETER Text
    The script.
    #>
    param([string] $Text)

    # The script is data here until it runs, so that a mistake in it is told like any other.
    $inner = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text))
    $outer = "`$ErrorActionPreference = 'Stop'; `$LASTEXITCODE = 0; try { & ([scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('$inner')))); exit `$LASTEXITCODE } catch { [Console]::Error.WriteLine(`$_.Exception.Message); exit 1 }"
    [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($outer))
}
