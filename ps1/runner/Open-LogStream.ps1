function Open-LogStream {
    <#
    .SYNOPSIS
    Opens a log to append to it; others may read it, rename it and remove it, but not write.
    .PARAMETER Log
    The log: its Stream, and when it is Due to be rotated by its age.
    .PARAMETER Renew
    That it is a new one. Windows gives a file the creation time of one that had its name 15 seconds ago.
    #>
    param([hashtable] $Log, [switch] $Renew)

    # Without a buffer, so that each line is in the file at once.
    $Log.Stream = [IO.FileStream]::new($Log.Path, 'Append', 'Write', 'Read, Delete', 1)
    if ($Renew) { [IO.File]::SetCreationTimeUtc($Log.Path, [DateTime]::UtcNow) }
    $every = if ($Log.Rotate) { $Log.Rotate.every }
    $Log.Due = if ($null -ne $every) { [IO.File]::GetCreationTimeUtc($Log.Path).AddSeconds($every) } else { [DateTime]::MaxValue }
}
