function New-RandomPassword {
    <#
    .SYNOPSIS
    Makes a password of 40 random characters, 6 bits each, with lower and upper case letters, digits and punctuation among them.
    .PARAMETER Avoid
    The user's name and full name: Windows refuses a password that holds one of their words.
    #>
    param([string] $Avoid)

    $letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    $words = @($Avoid -split '[\s,.#_-]+' | Where-Object { $_.Length -gt 2 })
    $random = [Security.Cryptography.RandomNumberGenerator]::Create()
    $bytes = [byte[]]::new(40)
    do {
        $random.GetBytes($bytes)
        $text = -join @(foreach ($one in $bytes) { $letters[$one -band 63] })
        $held = @($words | Where-Object { $text.IndexOf($_, [StringComparison]::OrdinalIgnoreCase) -ge 0 })
    } until (-not $held -and $text -cmatch '[a-z]' -and $text -cmatch '[A-Z]' -and $text -match '[0-9]' -and $text -match '[-_]')
    $random.Dispose()
    [Net.NetworkCredential]::new('', $text).SecurePassword
}
