function Edit-ListText {
    <#
    .SYNOPSIS
    Adds entries to a text such as PATH's where they are missing, or removes them; the others stay as they are, in order.
    .PARAMETER Text
    Entries with semicolons between them.
    .PARAMETER Entry
    The entries to add or remove.
    .PARAMETER Remove
    Remove them.
    #>
    param([string] $Text, [string[]] $Entry, [switch] $Remove)

    if ($Remove) { return @(Select-ListEntry $Text.Split(';') -Other $Entry -Missing) -join ';' }
    $missing = @(Select-ListEntry $Entry -Other $Text.Split(';') -Missing)
    $(if ($Text.Trim(';')) { @($Text.TrimEnd(';')) + $missing } else { $missing }) -join ';'
}
