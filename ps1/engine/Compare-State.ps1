function Compare-State {
    <#
    .SYNOPSIS
    Gives the properties that differ, each as a pair of the actual and the desired value.
    .PARAMETER Desired
    The desired properties. With ensure 'absent' nothing else counts.
    .PARAMETER Actual
    The actual properties; one that is not there is $null.
    #>
    param([hashtable] $Desired, [hashtable] $Actual)

    $changes = @{}
    if ($Desired.ensure -ne $Actual.ensure) { $changes['ensure'] = @($Actual.ensure, $Desired.ensure) }
    if ($Desired.ensure -eq 'absent') { return $changes }
    foreach ($key in $Desired.Keys) {
        if ($key -eq 'ensure') { continue }
        $old = $null
        if ($Actual.ensure -eq 'present') { $old = $Actual[$key] } # not as the value of an if, which takes lists apart
        if (-not (Test-SameValue $old $Desired[$key])) { $changes[$key] = @($old, $Desired[$key]) }
    }
    $changes
}
