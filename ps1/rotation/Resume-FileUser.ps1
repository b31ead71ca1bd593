function Resume-FileUser {
    <#
    .SYNOPSIS
    Lets the processes go on that Suspend-FileUser holds.
    .PARAMETER Held
    The list of them.
    #>
    param([Collections.IDictionary] $Held)

    foreach ($process in $Held.Values) {
        $null = [Winstead.FileApi]::NtResumeProcess($process)
        $null = [Winstead.FileApi]::CloseHandle($process)
    }
    $Held.Clear()
}
