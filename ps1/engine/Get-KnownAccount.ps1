function Get-KnownAccount {
    <#
    .SYNOPSIS
    The accounts that have the same SID on every host, by the names that winstead writes them with. Windows of another language has other names for them.
    #>
    param()

    @{
        'Everyone' = 'S-1-1-0'
        'CREATOR OWNER' = 'S-1-3-0'
        'CREATOR GROUP' = 'S-1-3-1'
        'OWNER RIGHTS' = 'S-1-3-4'
        'NT AUTHORITY\NETWORK' = 'S-1-5-2'
        'NT AUTHORITY\BATCH' = 'S-1-5-3'
        'NT AUTHORITY\INTERACTIVE' = 'S-1-5-4'
        'NT AUTHORITY\SERVICE' = 'S-1-5-6'
        'NT AUTHORITY\ANONYMOUS LOGON' = 'S-1-5-7'
        'NT AUTHORITY\Authenticated Users' = 'S-1-5-11'
        'NT AUTHORITY\SYSTEM' = 'S-1-5-18'
        'NT AUTHORITY\LOCAL SERVICE' = 'S-1-5-19'
        'NT AUTHORITY\NETWORK SERVICE' = 'S-1-5-20'
        'BUILTIN\Administrators' = 'S-1-5-32-544'
        'BUILTIN\Users' = 'S-1-5-32-545'
        'BUILTIN\Guests' = 'S-1-5-32-546'
        'BUILTIN\Backup Operators' = 'S-1-5-32-551'
        'BUILTIN\Remote Desktop Users' = 'S-1-5-32-555'
        'BUILTIN\Performance Monitor Users' = 'S-1-5-32-558'
        'BUILTIN\Performance Log Users' = 'S-1-5-32-559'
        'BUILTIN\IIS_IUSRS' = 'S-1-5-32-568'
        'BUILTIN\Event Log Readers' = 'S-1-5-32-573'
        'BUILTIN\Remote Management Users' = 'S-1-5-32-580'
        'NT SERVICE\ALL SERVICES' = 'S-1-5-80-0'
        'APPLICATION PACKAGE AUTHORITY\ALL APPLICATION PACKAGES' = 'S-1-15-2-1'
    }
}
