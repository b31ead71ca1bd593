function ConvertFrom-Secret {
    <#
    .SYNOPSIS
    Gives the text of a SecureString, and every other value as it is.
    .PARAMETER Value
    The value.
    #>
    param($Value)

    if ($Value -is [securestring]) { [Net.NetworkCredential]::new('', $Value).Password } else { $Value }
}
