function Receive-File {
    <#
    .SYNOPSIS
    Writes the chunks of a file from the pipeline, and at the end checks its hash and gives it its name.
    .PARAMETER Chunk
    Bytes of the file.
    .PARAMETER Sha256
    The file's hash, which is its name in the folder for files that a run needs.
    .PARAMETER First
    The first part of the file: what an earlier try left is thrown away.
    .PARAMETER Last
    The last part.
    .PARAMETER Deflated
    Each chunk is compressed (deflate).
    #>
    param([Parameter(ValueFromPipeline)] [byte[]] $Chunk, [string] $Sha256, [switch] $First, [switch] $Last, [switch] $Deflated)

    begin {
        # A host takes no more than 50 MB for a pipeline: what the parts share outlives them.
        if ($First) { $global:WinsteadReceived = New-ReceivedFile $Sha256 }
        $received = $global:WinsteadReceived
    }
    process {
        try {
            if ($Deflated) {
                $inflater = [IO.Compression.DeflateStream]::new([IO.MemoryStream]::new($Chunk), [IO.Compression.CompressionMode]::Decompress)
                $inflater.CopyTo($received.Stream)
            } else { $received.Stream.Write($Chunk, 0, $Chunk.Length) }
        } catch { Remove-ReceivedFile $received; throw }
    }
    end {
        if (-not $Last) { return }
        $received.Stream.FlushFinalBlock()
        $received.Stream.Dispose()
        $found = [BitConverter]::ToString($received.Hash.Hash).Replace('-', '').ToLowerInvariant()
        if ($found -ne $Sha256) { Remove-ReceivedFile $received; throw "the file arrived with hash $found, sent was $Sha256" }
        $name = [IO.Path]::Combine([IO.Path]::GetDirectoryName($received.Path), $Sha256)
        # Another upload of the same may have been faster.
        if ([IO.File]::Exists($name)) { [IO.File]::Delete($received.Path) } else { [IO.File]::Move($received.Path, $name) }
    }
}
