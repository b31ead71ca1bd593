function New-TrustingCallback {
    <#
    .SYNOPSIS
    A callback that takes any certificate. Not a script block, for it is called where no PowerShell runs; nor C#, which would have to be compiled.
    #>
    param()

    $types = [object], [Security.Cryptography.X509Certificates.X509Certificate], [Security.Cryptography.X509Certificates.X509Chain], [Net.Security.SslPolicyErrors]
    $parameters = [Linq.Expressions.ParameterExpression[]] @($types | ForEach-Object { [Linq.Expressions.Expression]::Parameter($_) })
    [Linq.Expressions.Expression]::Lambda([Net.Security.RemoteCertificateValidationCallback], [Linq.Expressions.Expression]::Constant($true), $parameters).Compile()
}
