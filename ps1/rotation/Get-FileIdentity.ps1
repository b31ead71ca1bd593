function Get-FileIdentity {
    <#
    .SYNOPSIS
    What a file is known by, whatever its name: its volume and its number there.
    .PARAMETER Handle
    A handle of the file.
    #>
    param([IntPtr] $Handle)

    # BY_HANDLE_FILE_INFORMATION: the volume is its eighth number, the file's own its last two.
    $data = [int[]]::new(13)
    if (-not [Winstead.FileApi]::GetFileInformationByHandle($Handle, $data)) { return '' }
    '{0:x8}:{1:x8}{2:x8}' -f $data[7], $data[11], $data[12]
}
