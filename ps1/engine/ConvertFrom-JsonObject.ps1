function ConvertFrom-JsonObject {
    <#
    .SYNOPSIS
    What ConvertFrom-Json gives, with tables in the place of its objects: Windows PowerShell 5.1 has no -AsHashtable.
    .PARAMETER Value
    The value.
    #>
    param($Value)

    if ($Value -is [Management.Automation.PSCustomObject]) {
        $table = @{}
        foreach ($one in $Value.PSObject.Properties) { $table[$one.Name] = ConvertFrom-JsonObject $one.Value }
        return $table
    }
    if ($Value -is [array]) { return , @(foreach ($one in $Value) { ConvertFrom-JsonObject $one }) }
    # PowerShell 7 makes dates of texts that look like one.
    if ($Value -is [DateTime]) { return $Value.ToString('yyyy-MM-ddTHH:mm:ss.FFFFFFFK', [Globalization.CultureInfo]::InvariantCulture) }
    $Value
}
