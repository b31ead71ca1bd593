function Receive-Checksum {
    <#
    .SYNOPSIS
    The SHA-256 of a release's file as its checksum file has it: the only one in it, or the one beside the file's name.
    .PARAMETER Desired
    checksum, the file's address; url; headers, proxy, timeout.
    #>
    param([hashtable] $Desired)

    $response = Open-WebResponse -Desired $Desired -Url $Desired.checksum
    try { $text = Read-ResponseText $response ([Diagnostics.Stopwatch]::StartNew()) $Desired.timeout } finally { $response.Dispose() }
    $lines = @($text -split '\r?\n' | Where-Object { $_ -match '^\s*[0-9A-Fa-f]{64}(\s|$)' })
    $name = [IO.Path]::GetFileName(([Uri] $Desired.url).LocalPath)
    # A hash alone, or with names beside it, as sha256sum writes them: one is that of the file.
    $named = @($lines | Where-Object { $_ -match ('[ *\\/]' + [regex]::Escape($name) + '\s*$') })
    $bare = @($lines | Where-Object { $_.Trim().Length -eq 64 })
    $found = if ($named.Count) { $named } elseif ($lines.Count -eq 1) { $bare } else { @() }
    if (@($found).Count -ne 1) { throw [IO.InvalidDataException] "$(([Uri] $Desired.checksum).GetLeftPart('Path')) has no SHA-256 of $name, or more than one" }
    @($found)[0].Trim().Substring(0, 64).ToLowerInvariant()
}
