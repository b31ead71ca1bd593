function Test-RestartAllowed {
    <#
    .SYNOPSIS
    Says whether a run may restart this host now.
    .PARAMETER Policy
    if_needed, a window of this host's local time such as 22:00-04:00, or anything else, which is no.
    .PARAMETER Time
    The host's local time.
    #>
    param([string] $Policy, [DateTime] $Time)

    if ($Policy -notmatch '\A(\d+):(\d+)-(\d+):(\d+)\z') { return $Policy -eq 'if_needed' }
    $from, $to, $now = ([int] $Matches[1] * 60 + [int] $Matches[2]), ([int] $Matches[3] * 60 + [int] $Matches[4]), ($Time.Hour * 60 + $Time.Minute)
    if ($from -lt $to) { $now -ge $from -and $now -lt $to } else { $now -ge $from -or $now -lt $to }
}
