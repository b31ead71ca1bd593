function Add-RestartReason {
    <#
    .SYNOPSIS
    Notes, until the host is restarted, what it waits for: what an installer says by its exit code alone is kept nowhere else.
    .PARAMETER Id
    The resource, as Kind/name.
    #>
    param([string] $Id)

    $key = Open-RestartKey -Write
    try { $key.SetValue($Id, [DateTime]::UtcNow.ToString('o')) } finally { $key.Dispose() }
}
