function Assert-Response {
    <#
    .SYNOPSIS
    An error where health checks are answered too slowly on the average.
    .PARAMETER Seconds
    How long they take.
    .PARAMETER Watch
    max_response in seconds; max_slower, how many times as long as the old release took, which is in $Run.Response.
    #>
    param([double] $Seconds, [hashtable] $Watch)

    if ($Watch['max_response'] -and $Seconds -gt $Watch.max_response) { throw [InvalidOperationException] "answers take $([Math]::Round($Seconds, 3)) s, and $($Watch.max_response) s are allowed" }
    # Below a hundredth of a second chance decides.
    if ($Watch['max_slower'] -and $Run.Response -and $Seconds -gt [Math]::Max(0.01, $Run.Response * $Watch.max_slower)) {
        throw [InvalidOperationException] "answers take $([Math]::Round($Seconds, 3)) s, and took $([Math]::Round($Run.Response, 3)) s before: more than $($Watch.max_slower) times as long"
    }
}
