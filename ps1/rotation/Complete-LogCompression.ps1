function Complete-LogCompression {
    <#
    .SYNOPSIS
    Waits until a log is compressed, gives the .gz the log's time and removes the log; gives the .gz's path. What fails leaves the log as it was.
    .PARAMETER Work
    What Start-LogCompression gave.
    #>
    param([hashtable] $Work)

    $file = "$($Work.Path).gz"
    try {
        try { $Work.Task.Wait() } finally {
            $Work.Source.Dispose()
            $Work.Target.Dispose()
        }
        [IO.File]::SetLastWriteTimeUtc($Work.Part, [IO.File]::GetLastWriteTimeUtc($Work.Path))
        # One is there where a power failure came between the next two lines, and the log still is.
        [IO.File]::Delete($file)
        [IO.File]::Move($Work.Part, $file)
    } catch {
        [IO.File]::Delete($Work.Part)
        throw
    }
    [IO.File]::Delete($Work.Path)
    $file
}
