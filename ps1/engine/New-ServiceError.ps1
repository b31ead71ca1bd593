function New-ServiceError {
    <#
    .SYNOPSIS
    An exception for a Windows error about a service: what failed, what Windows says, and what to do.
    .PARAMETER Code
    The Windows error.
    .PARAMETER What
    What was tried.
    #>
    param([int] $Code, [string] $What)

    $advice = @{
        5    = 'run this as an administrator; the service may also deny it by its own permissions (sc.exe sdshow)'
        1053 = 'the program did not answer as a service: where it is none, let a wrapper (nssm, winsw, shawl) run it; else see its log'
        1057 = 'see how the account is written, and whether there is one'
        1058 = 'give start: manual or automatic'
        1060 = 'give path to make it'
        1068 = 'a service that it depends on did not start: see depends_on'
        1069 = 'see account and password, and whether the account has the right "Log on as a service" (SeServiceLogonRight)'
        1072 = 'close what has it open (services.msc, Task Manager, a monitoring program); it goes when all are closed, or with a reboot'
        1075 = 'a service that it depends on is not there: see depends_on'
        2    = 'there is no such program: see path'
        193  = 'the file at path is no program for this Windows'
    }[$Code]
    $text = "$What failed with error ${Code}: $([ComponentModel.Win32Exception]::new($Code).Message)"
    if ($advice) { $text = $text.TrimEnd('.') + "; $advice" }
    [ComponentModel.Win32Exception]::new($Code, $text)
}
