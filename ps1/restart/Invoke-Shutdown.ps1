function Invoke-Shutdown {
    <#
    .SYNOPSIS
    Lets Windows restart this host in two seconds, and returns before. A refusal is an error.
    .PARAMETER Comment
    Why, for the event log and for who is logged on.
    #>
    param([string] $Comment)

    $program = [IO.Path]::Combine([Environment]::SystemDirectory, 'shutdown.exe')
    # p:2:4 is planned: operating system, reconfiguration. Windows takes 512 characters of a comment.
    $begin = '/r', '/t', '2', '/d', 'p:2:4', '/c', $Comment.Substring(0, [Math]::Min(500, $Comment.Length))
    $answer = Invoke-PackageProgram -Path $program -Argument $begin -TimeoutSeconds 60
    if ($answer.Code -eq 1190) {
        # One is planned for later, which this one takes the place of.
        $null = Invoke-PackageProgram -Path $program -Argument '/a' -TimeoutSeconds 60
        $answer = Invoke-PackageProgram -Path $program -Argument $begin -TimeoutSeconds 60
    }
    # 1115: Windows ends already, as after an installer that restarts it.
    if ($answer.Code -in 0, 1115) { return }
    $advice = if ($answer.Code -eq 5) { ': may this user shut the host down, from afar too (user rights SeShutdownPrivilege, SeRemoteShutdownPrivilege)?' }
    throw [InvalidOperationException] ("Windows does not restart: shutdown.exe ended with exit code $($answer.Code)$advice" + $(if ($answer.Lines) { ": $($answer.Lines -join ' / ')" }))
}
