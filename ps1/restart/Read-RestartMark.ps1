function Read-RestartMark {
    <#
    .SYNOPSIS
    When winstead began to restart this host, or nothing: the mark is gone with the restart.
    #>
    param()

    $key = Open-RestartKey
    if (-not $key) { return }
    try { $begun = $key.GetValue('Begun') } finally { $key.Dispose() }
    if ($begun) { [DateTime]::Parse($begun, [Globalization.CultureInfo]::InvariantCulture, [Globalization.DateTimeStyles]::RoundtripKind) }
}
