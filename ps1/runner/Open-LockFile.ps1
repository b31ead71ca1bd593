function Open-LockFile {
    <#
    .SYNOPSIS
    Gives a file that nobody else can write to while it is open, with who holds it in it; or nothing while another process has it open so. The file stays.
    .PARAMETER Path
    The file; its folder must be there.
    #>
    param([string] $Path)

    try { $file = [IO.FileStream]::new($Path, 'OpenOrCreate', 'Write', 'Read') } catch [IO.IOException] {
        if ($_.Exception.GetBaseException().HResult -ne 0x80070020) { throw } # ERROR_SHARING_VIOLATION
        return
    }
    $text = "process $PID of $([Environment]::UserDomainName)\$([Environment]::UserName) on $([Environment]::MachineName) since $([DateTime]::UtcNow.ToString('o'))"
    $bytes = [Text.Encoding]::UTF8.GetBytes($text)
    $file.SetLength(0)
    $file.Write($bytes, 0, $bytes.Length)
    $file.Flush()
    $file
}
