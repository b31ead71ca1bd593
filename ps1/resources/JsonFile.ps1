function Get-JsonFileState {
    <#
    .SYNOPSIS
    Says whether a file of settings is there, and what it says; text that is no JSON is given as it is.
    .PARAMETER Name
    Its path.
    .PARAMETER Desired
    The desired properties; value is what it is to say.
    #>
    param([string] $Name, [hashtable] $Desired)

    if ([IO.Directory]::Exists($Name)) { throw "there is a folder at $Name, where a file is wanted: move it away" }
    if (-not [IO.File]::Exists($Name)) { return @{ ensure = 'absent' } }
    if ($Desired.ensure -eq 'absent') { return @{ ensure = 'present' } }
    $wanted = ConvertTo-JsonText $Desired.value
    $text = (Read-TextFile -Path $Name -Expected $wanted).content
    # Read as JSON only where it is not what was written last: ConvertFrom-Json loads a module that nothing else needs.
    if ([string]::Equals($text, $wanted)) { return @{ ensure = 'present'; value = $Desired.value } }
    $value = $text
    try { $value = ConvertFrom-JsonObject (ConvertFrom-Json -InputObject $text) } catch [ArgumentException] { $null = $_ }
    @{ ensure = 'present'; value = $value }
}

function Set-JsonFileState {
    <#
    .SYNOPSIS
    Writes a file of settings, whole or not at all, or removes it.
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
    $bytes = [Text.Encoding]::ASCII.GetBytes((ConvertTo-JsonText $Desired.value))
    Write-WholeFile -Path $Name -Stream ([IO.MemoryStream]::new($bytes))
}
