function Save-WatchdogState {
    <#
    .SYNOPSIS
    Keeps what this look has found for the next, wholly or not at all.
    .PARAMETER State
    The state.
    .PARAMETER Path
    Its file.
    #>
    param([hashtable] $State, [string] $Path)

    $bytes = [Text.Encoding]::ASCII.GetBytes((ConvertTo-EventJson $State))
    Write-WholeFile -Path $Path -Stream ([IO.MemoryStream]::new($bytes))
}
