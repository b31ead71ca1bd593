function Get-Sha256 {
    <#
    .SYNOPSIS
    The SHA-256 of a file, in lower-case hexadecimal digits.
    .PARAMETER Path
    The file.
    #>
    param([string] $Path)

    $stream = [IO.FileStream]::new($Path, 'Open', 'Read', 'ReadWrite, Delete', 1MB)
    $hash = [Security.Cryptography.SHA256CryptoServiceProvider]::new()
    try { [BitConverter]::ToString($hash.ComputeHash($stream)).Replace('-', '').ToLowerInvariant() } finally { $stream.Dispose(); $hash.Dispose() }
}
