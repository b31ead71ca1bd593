function Receive-Checksum {
    <#
    .SYNOPSIS
    The SHA-256 of a release's file as its checksum file has it: the only one in it, or the one beside the file's name.
    .PARAMETER Desired
    checksum, the file's address; url; headers, proxy, timeout.
    #>
    param([hashtable] $Desired)

    $wanted = $Desired.Clone()
    $wanted.url = $Desired.checksum
    $response = Open-WebResponse -Desired $wanted
    try { $text = [IO.StreamReader]::new($response.GetResponseStream()).ReadToEnd() } finally { $response.Dispose() }
    $lines = @($text -split '\r?\n' | Where-Object { $_ -match '^\s*[0-9A-Fa-f]{64}\b' })
    $name = [IO.Path]::GetFileName(([Uri] $Desired.url).LocalPath)
    if ($lines.Count -gt 1) { $lines = @($lines | Where-Object { $_ -match ('[ *]' + [regex]::Escape($name) + '\s*$') }) }
    if ($lines.Count -ne 1) { throw [IO.InvalidDataException] "$($Desired.checksum) has no SHA-256 of $name" }
    $lines[0].Trim().Substring(0, 64).ToLowerInvariant()
}
