function Copy-LogFile {
    <#
    .SYNOPSIS
    Moves what a log holds into a dated file while others have the log open, and empties it; gives the dated file's path.
    .DESCRIPTION
    Between the last line's copying and the emptying no line may be written, so those who have it open are held for that
    moment: the bulk is copied before. Not covered: a program that opens the log in that very moment, one on another machine
    that has it open over the network, and this script being killed in that moment, which leaves them suspended.
    .PARAMETER Log
    The log, opened for reading and writing, at the first byte to be moved.
    #>
    param([IO.FileStream] $Log)

    $part, $new, $held = "$($Log.Name).rotating", (Get-DatedPath $Log.Name), @{}
    try {
        $copy = [IO.FileStream]::new($part, 'Create', 'Write', 'Read')
        try {
            # A writer may be as quick as this: then more is left for when it is held.
            for ($round = 0; $round -lt 10 -and $Log.Length - $Log.Position -gt 65536; $round++) { $Log.CopyTo($copy) }
            $copy.Flush($true)
            Suspend-FileUser -Stream $Log -Held $held
            $Log.CopyTo($copy)
            $copy.Flush($true)
        } finally { $copy.Dispose() }
        [IO.File]::Move($part, $new)
        $Log.SetLength(0)
    } catch {
        # All of it still is in the log.
        foreach ($file in $part, $new) { [IO.File]::Delete($file) }
        throw
    } finally { Resume-FileUser $held }
    $new
}
