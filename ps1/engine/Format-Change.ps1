function Format-Change {
    <#
    .SYNOPSIS
    Makes changes fit to be shown: secrets are masked, long text is shortened.
    .PARAMETER Changes
    What Compare-State gave.
    #>
    param([hashtable] $Changes)

    $shown = @{}
    foreach ($key in $Changes.Keys) {
        $old, $new = $Changes[$key]
        $shown[$key] = @((Get-ShownValue $old $new), (Get-ShownValue $new $new))
    }
    $shown
}
