function Open-RunnerReader {
    <#
    .SYNOPSIS
    Begins to read what a program prints on one stream, as bytes, into a log.
    .PARAMETER Stream
    The stream.
    .PARAMETER Log
    The log.
    #>
    param([IO.StreamReader] $Stream, [hashtable] $Log)

    # A text of 40,000 characters would be a large object to .NET, which takes long to free them: hence small buffers.
    # Rest is the beginning of a line whose end is yet to come; Open says that the log already has the line's beginning.
    $reader = @{ Stream = $Stream.BaseStream; Log = $Log; Buffer = [byte[]]::new(16384); Task = $null; Rest = ''; Open = $false }
    $reader.Task = $reader.Stream.ReadAsync($reader.Buffer, 0, $reader.Buffer.Length)
    $reader
}
