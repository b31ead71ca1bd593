function Read-CheckedVersion {
    <#
    .SYNOPSIS
    Runs a command that says a version: Version, the first in what it writes, or Error, why there is none; Missing, where there is no such program.
    .PARAMETER Command
    The program and its arguments.
    #>
    param([string[]] $Command)

    $shown = $Command -join ' '
    $found = @(Get-Command $Command[0] -CommandType Application -ErrorAction Ignore)
    if (-not $found.Count) { return @{ Version = $null; Missing = $true; Error = "there is no program $($Command[0]) on this host's PATH" } }
    $result = Invoke-PackageProgram -Path $found[0].Path -Argument ([string[]] @($Command | Select-Object -Skip 1)) -TimeoutSeconds 60
    $last = "$(@($result.Lines | Select-Object -Last 1))"
    if ($result.Code) { return @{ Version = $null; Missing = $false; Error = "'$shown' ended with exit code $($result.Code)" + $(if ($last) { ": $last" }) } }
    $text = $result.Lines -join "`n"
    foreach ($pattern in '(?<![0-9.])[0-9]+(?:\.[0-9]+)+(?:[-_.+]?[0-9A-Za-z]+)*', '(?<![0-9.])[0-9]+') {
        $version = [regex]::Match($text, $pattern)
        if ($version.Success) { return @{ Version = $version.Value; Missing = $false; Error = $null } }
    }
    @{ Version = $null; Missing = $false; Error = "'$shown' says no version" + $(if ($last) { ": $last" }) }
}
