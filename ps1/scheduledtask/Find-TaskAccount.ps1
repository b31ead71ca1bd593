function Find-TaskAccount {
    <#
    .SYNOPSIS
    The elements of a scheduled task's XML that name accounts.
    .PARAMETER Task
    The XML's root.
    #>
    param([Xml.XmlElement] $Task)

    foreach ($kind in 'UserId', 'GroupId') { $Task.GetElementsByTagName($kind) }
}
