function Get-ErrorText {
    <#
    .SYNOPSIS
    The messages of an exception and of those inside it, without what PowerShell wraps around a method's own.
    .PARAMETER Exception
    The exception.
    #>
    param([Exception] $Exception)

    $texts = @()
    for ($one = $Exception; $one; $one = $one.InnerException) {
        $wrapper = $one -is [Management.Automation.MethodInvocationException] -and $one.InnerException
        if (-not $wrapper -and $texts -notcontains $one.Message.Trim()) { $texts += $one.Message.Trim() }
    }
    $texts -join ' '
}
