function Find-TaskAccount {
    <#
    .SYNOPSIS
    The elements that name accounts in a scheduled task's XML or a part of it.
    .PARAMETER Node
    The root, or the part's element.
    #>
    param([Xml.XmlElement] $Node)

    foreach ($kind in 'UserId', 'GroupId') { $Node.GetElementsByTagName($kind) }
}
