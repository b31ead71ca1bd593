function Find-Process {
    <#
    .SYNOPSIS
    The processes of a name, or of a program; those that may not be looked into are not found by their path.
    .PARAMETER Name
    A name, with or without .exe, or a path.
    #>
    param([string] $Name)

    $path = if ($Name.Contains('\')) { $Name }
    $short = if ($path -or $Name.EndsWith('.exe', 'OrdinalIgnoreCase')) { [IO.Path]::GetFileNameWithoutExtension($Name) } else { $Name }
    foreach ($one in [Diagnostics.Process]::GetProcessesByName($short)) {
        $own = if ($path) { try { $one.MainModule.FileName } catch [ComponentModel.Win32Exception], [InvalidOperationException] { '' } }
        if ($own -eq $path) { $one }
    }
}
