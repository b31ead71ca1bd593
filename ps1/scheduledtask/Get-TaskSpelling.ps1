function Get-TaskSpelling {
    <#
    .SYNOPSIS
    The accounts that a scheduled task's XML names, by their SIDs: they are told in the spelling that the inventory has.
    .PARAMETER Task
    The XML's root.
    #>
    param([Xml.XmlElement] $Task)

    $spelling = @{}
    foreach ($node in Find-TaskAccount $Task) {
        $sid = Get-AccountSid $node.InnerText
        if ($sid) { $spelling[$sid.Value] = $node.InnerText }
    }
    $spelling
}
