function Get-TaskSpelling {
    <#
    .SYNOPSIS
    The accounts that a part of a scheduled task's XML names, by their SIDs: they are told in the spelling that the inventory has.
    .PARAMETER Node
    The part's element.
    #>
    param([Xml.XmlElement] $Node)

    $spelling = @{}
    foreach ($one in Find-TaskAccount $Node) {
        $sid = Get-AccountSid $one.InnerText
        if ($sid) { $spelling[$sid.Value] = $one.InnerText }
    }
    $spelling
}
