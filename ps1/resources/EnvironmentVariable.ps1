function Get-EnvironmentVariableState {
    <#
    .SYNOPSIS
    Reads an environment variable of the machine or the user as the registry has it, unexpanded; of a list, the desired entries that are in it.
    .PARAMETER Name
    The variable; what follows a | only tells resources apart.
    .PARAMETER Desired
    value; scope where it is user; list where value is entries of a list.
    #>
    param([string] $Name, [hashtable] $Desired)

    $text = $null
    $key = Open-EnvironmentKey $Desired['scope']
    if ($key) {
        $text = $key.GetValue($Name.Split('|')[0], $null, 'DoNotExpandEnvironmentNames')
        $key.Dispose()
    }
    if ($null -eq $text) { return @{ ensure = 'absent' } }
    $actual = $Desired.Clone()
    $actual.ensure = 'present'
    $actual.value = "$text"
    if ($Desired['list']) {
        $actual.value = [string[]] @(Select-ListEntry $Desired.value -Other "$text".Split(';'))
        if (-not $actual.value.Length) { $actual.ensure = 'absent' }
    }
    $actual
}

function Set-EnvironmentVariableState {
    <#
    .SYNOPSIS
    Sets or removes an environment variable, or adds entries to a list and removes them from it.
    .PARAMETER Name
    The variable; what follows a | only tells resources apart.
    .PARAMETER Desired
    The desired properties.
    .PARAMETER Actual
    The actual ones.
    .PARAMETER Changes
    What differs.
    #>
    param([string] $Name, [hashtable] $Desired, [hashtable] $Actual, [hashtable] $Changes)

    $variable = $Name.Split('|')[0]
    $entries = if ($Desired['list']) { $Desired.value } else { $null }
    $remove = $Desired.ensure -eq 'absent'
    $key = Open-EnvironmentKey $Desired['scope'] -Writable
    try {
        $old = $key.GetValue($variable, $null, 'DoNotExpandEnvironmentNames')
        $text = if ($entries) { Edit-ListText -Text "$old" -Entry $entries -Remove:$remove } elseif (-not $remove) { ConvertFrom-Secret $Desired.value }
        if ($text) {
            $expand = $text -match '%[^%]+%' -or ($null -ne $old -and $key.GetValueKind($variable) -eq 'ExpandString')
            $key.SetValue($variable, $text, $(if ($expand) { 'ExpandString' } else { 'String' }))
        } else { $key.DeleteValue($variable, $false) }
    } finally { $key.Dispose() }
    Update-ProcessVariable -Name $variable -Entry $entries -Remove:$remove
    if ($text -and $Desired.value -is [securestring] -and $Desired['scope'] -ne 'user') {
        Write-Warning "every user of this host can read $variable, which holds a secret"
    }
}
