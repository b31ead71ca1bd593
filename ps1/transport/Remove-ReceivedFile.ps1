function Remove-ReceivedFile {
    <#
    .SYNOPSIS
    Throws away what was received of a file.
    .PARAMETER Received
    What New-ReceivedFile gave.
    #>
    param([hashtable] $Received)

    $Received.Stream.Dispose()
    $Received.Hash.Dispose()
    [IO.File]::Delete($Received.Path)
}
