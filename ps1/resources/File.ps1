function Get-FileState {
    <#
    .SYNOPSIS
    Says whether a file is there, and its text and encoding, or its hash.
    .PARAMETER Name
    Its path.
    .PARAMETER Desired
    content (text or secret) and encoding (utf-8, utf-8-bom, utf-16), or sha256 of a file that was brought to the host.
    #>
    param([string] $Name, [hashtable] $Desired)

    if ([IO.Directory]::Exists($Name)) { throw "there is a folder at $Name, where a file is wanted: move it away" }
    if (-not [IO.File]::Exists($Name)) { return @{ ensure = 'absent' } }
    $actual = if ($Desired.Contains('content')) { Read-TextFile -Path $Name -Expected (ConvertFrom-Secret $Desired.content) } else { @{} }
    if ($Desired.Contains('sha256')) { $actual.sha256 = Get-Sha256 $Name }
    $actual.ensure = 'present'
    $actual
}

function Set-FileState {
    <#
    .SYNOPSIS
    Writes a file, whole or not at all, or removes it.
    .PARAMETER Name
    Its path.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    if ($Desired.ensure -eq 'absent') {
        [IO.File]::SetAttributes($Name, 'Normal')
        return [IO.File]::Delete($Name)
    }
    if ($Desired.Contains('sha256')) {
        $source = Find-BroughtFile $Desired.sha256 $Name
        $stream = [IO.FileStream]::new($source, 'Open', 'Read', 'Read')
        try { Write-WholeFile -Path $Name -Stream $stream -Sha256 $Desired.sha256 } finally { $stream.Dispose() }
        return
    }
    $encoding = switch ($Desired.encoding) {
        'utf-8' { [Text.UTF8Encoding]::new($false) }
        'utf-8-bom' { [Text.UTF8Encoding]::new($true) }
        'utf-16' { [Text.UnicodeEncoding]::new($false, $true) }
    }
    $stream = [IO.MemoryStream]::new()
    foreach ($bytes in $encoding.GetPreamble(), $encoding.GetBytes((ConvertFrom-Secret $Desired.content))) { $stream.Write($bytes, 0, $bytes.Length) }
    $stream.Position = 0
    Write-WholeFile -Path $Name -Stream $stream
}
