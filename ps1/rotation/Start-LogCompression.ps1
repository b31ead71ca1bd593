function Start-LogCompression {
    <#
    .SYNOPSIS
    Begins to compress a dated log, beside the caller's other work. When Task in what it gives is completed, Complete-LogCompression ends it.
    .PARAMETER Path
    The dated log.
    #>
    param([string] $Path)

    $work = @{ Path = $Path; Part = "$Path.gz.part"; Source = $null; Target = $null; Task = $null }
    $work.Source = [IO.FileStream]::new($Path, 'Open', 'Read', 'Read, Delete')
    try {
        # Another attempt's part is overwritten.
        $work.Target = [IO.Compression.GZipStream]::new([IO.FileStream]::new($work.Part, 'Create', 'Write', 'None'), [IO.Compression.CompressionLevel]::Optimal)
        $work.Task = $work.Source.CopyToAsync($work.Target)
    } catch {
        $work.Source.Dispose()
        throw
    }
    $work
}
