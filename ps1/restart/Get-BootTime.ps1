function Get-BootTime {
    <#
    .SYNOPSIS
    When this host was started, in UTC, as text that is the same in every language.
    #>
    param()

    (Get-CimInstance Win32_OperatingSystem).LastBootUpTime.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
}
