function Join-ArchivePath {
    <#
    .SYNOPSIS
    Where an entry of an archive goes; an error for a path out of the folder, and for a name that Windows does not have.
    .PARAMETER Into
    The folder.
    .PARAMETER Name
    The entry's name.
    #>
    param([string] $Into, [string] $Name)

    $parts = @($Name.Replace('/', '\').TrimEnd('\') -split '\\' | Where-Object { $_ -ne '.' })
    # https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices also with an extension, and with raised digits.
    $bad = @($parts | Where-Object { $_ -eq '' -or $_ -match '[<>:"|?*\x00-\x1f]|[ .]$|^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\.|$)' })
    if ($bad.Count) { throw [IO.InvalidDataException] "the archive holds '$Name', which is no path in the release's folder: nothing of it was used" }
    [IO.Path]::Combine([string[]] (@($Into) + $parts))
}
