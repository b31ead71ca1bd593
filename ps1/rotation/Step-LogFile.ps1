function Step-LogFile {
    <#
    .SYNOPSIS
    Rotates one log if it is due: renames it when nobody has it open, else moves what it holds and empties it; one that nssm holds open, nssm rotates. Notes in the outcome what was done.
    .PARAMETER Path
    The log.
    .PARAMETER Rotate
    When it is due: size in bytes, every in seconds, each $null for never.
    .PARAMETER Service
    The service whose wrapper, nssm, writes it; '' for none.
    .PARAMETER Outcome
    The record of it, which stands whatever goes wrong: reason, way, bytes, to, and hole where there was one.
    #>
    param([string] $Path, [hashtable] $Rotate, [string] $Service, [Collections.IDictionary] $Outcome)

    $log = [IO.FileStream]::new($Path, 'Open', 'ReadWrite', 'ReadWrite, Delete')
    try {
        $hole = Measure-LogHole $log
        $length = $log.Length - $hole
        $reason = Test-LogDue -Path $Path -Length $length -Rotate $Rotate
        if (-not $reason) { return }
        $Outcome.reason = $reason
        if ($Service -and (Get-ServiceStatus $Service) -in 'running', 'paused') {
            # nssm would go on writing where it was. Told so, it rotates at its next line (https://nssm.cc/usage).
            (Get-ServiceController $Service).ExecuteCommand(128)
            return
        }
        if ($hole) { $Outcome.hole = $hole }
        Import-FileApi
        if (-not $hole -and -not @(Get-FileUser $log).Count) {
            try {
                $Outcome.to = Move-LogFile $Path
                $Outcome.way = 'renamed'
            } catch [IO.IOException] {
                # Opened meanwhile, by one that does not let it be renamed: so it is not.
                if (-not [IO.File]::Exists($Path)) { throw }
            }
        }
        if (-not $Outcome['to']) {
            $Outcome.to = Copy-LogFile $log
            $Outcome.way = 'copied'
        }
        $Outcome.bytes = [IO.FileInfo]::new($Outcome.to).Length
    } finally { $log.Dispose() }
}
