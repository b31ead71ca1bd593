function Get-TaskText {
    <#
    .SYNOPSIS
    The text at a path in a scheduled task's XML.
    .PARAMETER Node
    The element that the path starts from, or $null.
    .PARAMETER Path
    Names of elements, with slashes between them.
    .PARAMETER Default
    What it is where the element is not there or empty; $null unless given.
    #>
    param($Node, [string] $Path, $Default = $null)

    foreach ($name in $Path.Split('/')) { if ($Node) { $Node = $Node[$name] } }
    $text = if ($Node) { $Node.InnerText.Replace("`r`n", "`n") }
    if ($text) { $text } else { $Default }
}
