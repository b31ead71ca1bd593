function Write-WholeFile {
    <#
    .SYNOPSIS
    Puts a stream's bytes in a file's place, wholly or not at all, with its parents. What is there keeps its ACL and attributes; a program that runs is moved away.
    .PARAMETER Path
    The file.
    .PARAMETER Stream
    The bytes.
    .PARAMETER Sha256
    What they must hash to, if it is known.
    #>
    param([string] $Path, [IO.Stream] $Stream, [string] $Sha256 = '')

    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
    # Always the same name, so that what a power failure leaves is overwritten by the next write.
    $new = "$Path.winstead-new"
    try {
        $file = [IO.FileStream]::new($new, 'Create', 'Write', 'None')
        try { $Stream.CopyTo($file); $file.Flush($true) } finally { $file.Dispose() }
        # Not every file system fails a write that the disk has no room for.
        $length = [IO.FileInfo]::new($new).Length
        if ($length -ne $Stream.Length) { throw [IO.IOException]::new("only $length of $($Stream.Length) bytes could be written: is the disk full?") }
        if ($Sha256) {
            $hash = Get-Sha256 $new
            if ($hash -ne $Sha256) { throw "what was to become $Path has the SHA-256 $hash instead of ${Sha256}: bring the file to the host again" }
        }
        if ([IO.File]::Exists($Path)) { Switch-File -Path $Path -New $new } else { [IO.File]::Move($new, $Path) }
    } catch {
        [IO.File]::Delete($new)
        throw
    }
}
