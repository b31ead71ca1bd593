function Assert-Publisher {
    <#
    .SYNOPSIS
    An error unless a program is signed (Authenticode), its signature holds, and the signer is the one that is wanted.
    .PARAMETER Path
    The program.
    .PARAMETER Publisher
    The common name in the signer's certificate.
    #>
    param([string] $Path, [string] $Publisher)

    $signature = Get-AuthenticodeSignature -LiteralPath $Path
    if ([string] $signature.Status -ne 'Valid') { throw [Security.SecurityException] "the program's signature does not hold ($($signature.Status)): $($signature.StatusMessage)" }
    $signer = $signature.SignerCertificate.GetNameInfo([Security.Cryptography.X509Certificates.X509NameType]::SimpleName, $false)
    if ($signer -ne $Publisher) { throw [Security.SecurityException] "the program is signed by '$signer', and not by '$Publisher'" }
}
