function Split-Endpoint {
    <#
    .SYNOPSIS
    The Address and the Port of a text such as 8080 or 10.0.0.5:8080.
    .PARAMETER Text
    The text.
    .PARAMETER Default
    The address, where the text has none.
    #>
    param([string] $Text, [string] $Default)

    $at = $Text.LastIndexOf(':')
    @{ Address = $(if ($at -lt 0) { $Default } else { $Text.Substring(0, $at) }); Port = $Text.Substring($at + 1) }
}
