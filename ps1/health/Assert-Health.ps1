function Assert-Health {
    <#
    .SYNOPSIS
    Waits until something is healthy; an error with its last answer if it does not become so in time.
    .PARAMETER Check
    A HealthCheck's properties.
    .PARAMETER Successes
    How many looks in a row must find it healthy.
    #>
    param([hashtable] $Check, [int] $Successes = 1)

    $answer = Wait-Health -Check $Check -Successes $Successes
    if ($null -ne $answer) { throw [InvalidOperationException] "not healthy after $($Check.within) s: $answer" }
}
