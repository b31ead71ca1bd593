function Read-GroupMember {
    <#
    .SYNOPSIS
    Gives a group's members: a table of their names, as winstead writes them, by SID.
    .PARAMETER Group
    The group, from Find-LocalGroup.
    #>
    param([object] $Group)

    $names = @{}
    try {
        foreach ($one in Get-LocalGroupMember -SID $Group.SID -ErrorAction Stop) { $names[$one.SID.Value] = $one.Name }
    } catch {
        # It fails on groups with a member that is gone (PowerShell's issue 2996); the WinNT provider does not.
        $names = @{}
        foreach ($one in [DirectoryServices.DirectoryEntry]::new("WinNT://./$($Group.Name),group").Invoke('Members')) {
            $sid = [Security.Principal.SecurityIdentifier]::new([byte[]] [DirectoryServices.DirectoryEntry]::new($one).InvokeGet('objectSid'), 0).Value
            $names[$sid] = $sid
        }
    }
    $own = [Environment]::MachineName + '\'
    foreach ($sid in @($names.Keys)) {
        $name = Format-Account $sid
        if ($name -eq $sid -and -not $names[$sid].EndsWith($sid)) { $name = $names[$sid] }
        $names[$sid] = if ($name.StartsWith($own, [StringComparison]::OrdinalIgnoreCase)) { '.\' + $name.Substring($own.Length) } else { $name }
    }
    $names
}
