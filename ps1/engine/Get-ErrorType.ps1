function Get-ErrorType {
    <#
    .SYNOPSIS
    The name of the innermost exception's type.
    .PARAMETER Exception
    The exception.
    #>
    param([Exception] $Exception)

    $Exception.GetBaseException().GetType().Name
}
