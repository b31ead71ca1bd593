#Requires -Version 5.1
<#
.SYNOPSIS
Shows what differs from the desired state of one host ('srv01'), or brings the host to it.
.DESCRIPTION
    powershell -File THIS.ps1                says what would change, and changes nothing
    powershell -File THIS.ps1 -Mode Apply    changes it
Each resource below is read and compared; only what differs is set, and then read again. Written by winstead.
.PARAMETER Mode
Plan or Apply.
.PARAMETER Format
Text for a reader, Json for a program: one event a line.
.PARAMETER Secret
The secrets by name, as SecureStrings; those that are missing are asked for.
.PARAMETER LockTimeout
How many seconds to wait for another run on this host to end.
.PARAMETER By
Who runs this, for the host's journal.
.PARAMETER RunId
The run's own name, given by winstead: given again after a lost connection, the script goes on with that run.
.PARAMETER Reboot
Whether it may restart the host where that is needed: never, if_needed, or a window of the host's local time such as 02:00-04:00.
#>
param(
    [ValidateSet('Plan', 'Apply')] [string] $Mode = 'Plan',
    [ValidateSet('Text', 'Json')] [string] $Format = 'Text',
    [hashtable] $Secret = @{},
    [int] $LockTimeout = 60,
    [string] $By = '',
    [string] $RunId = '',
    [string] $Reboot = 'never'
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
foreach ($one in @('orders-db')) {
    if (-not $Secret.ContainsKey($one)) { $Secret[$one] = Read-Host -AsSecureString "Secret '$one'" }
}

$Work = {
    Invoke-Resource Directory 'C:\Apps\orders' @{ app = 'orders' }
    Invoke-Resource Directory 'C:\Apps\orders\shared' @{ app = 'orders' }
    Invoke-Resource File 'C:\Apps\orders\shared\orders.conf' @{
        app      = 'orders'
        content  = (@(
            'log_file=C:\Apps\orders\shared\data\orders.log',
            'log_level=info',
            ''
        ) -join "`n")
        encoding = 'utf-8'
    }
    Invoke-Resource Permission 'C:\Apps\orders|NT SERVICE\orders' @{ app = 'orders'; rights = 'read-execute'; allow = $true; inherit = $true }
    Invoke-Resource Directory 'C:\Apps\orders\shared\data' @{ app = 'orders' }
    Invoke-Resource Permission 'C:\Apps\orders\shared\data|NT SERVICE\orders' @{ app = 'orders'; rights = 'modify'; allow = $true; inherit = $true }
    Invoke-Resource EventSource 'Orders' @{ app = 'orders'; log = 'Application' }
    Invoke-Resource FirewallRule 'orders' @{
        app          = 'orders'
        direction    = 'inbound'
        action       = 'allow'
        protocol     = 'tcp'
        port         = @('8080')
        remote       = @('10.0.0.0/8')
        program      = 'any'
        service      = 'any'
        profiles     = @('any')
        enabled      = $true
        display_name = 'orders'
    }
    Invoke-Resource Registration 'orders' @{ app = 'orders'; entries = @('Service/orders') }
    Invoke-Resource Release 'C:\Apps\orders' @{
        app          = 'orders'
        version      = '1.4.2'
        executable   = 'orders.exe'
        max_size     = 4294967296
        service      = 'orders'
        stop_timeout = 20.0
        retain       = @{ count = 5 }
        archive      = 'none'
        whole        = $true
        sha256       = 'SHA-256'
    }
    Invoke-Resource Service 'orders' @{
        app             = 'orders'
        restart_on      = @('Release/C:\Apps\orders', 'File/C:\Apps\orders\shared\orders.conf')
        path            = 'C:\Apps\orders\current\orders.exe --port 8080'
        display_name    = 'Orders (staging)'
        description     = 'Takes orders and answers for them.'
        start           = 'automatic-delayed'
        account         = 'NT SERVICE\orders'
        recovery        = @{
            reset     = 86400
            actions   = @('restart 5000', 'restart 30000', 'restart 60000')
            non_crash = $true
        }
        environment     = @{
            LOG_LEVEL     = 'info'
            ORDERS_CONFIG = 'C:\Apps\orders\shared\orders.conf'
            DATABASE_URL  = $Secret['orders-db']
        }
        program_machine = 'x64'
        state           = 'running'
        stop_timeout    = 20.0
    }
    Request-Restart $true
}

# ---- what does it: winstead's own functions, the same for every host ----

# function Add-Release
# function Add-RunRecord
# function Assert-FreeSpace
# function Assert-Publisher
# function Assert-ServiceProgram
# function Clear-ServiceWrapper
# function Clear-Unfinished
# function Compare-State
# function Complete-Run
# function ConvertFrom-FailureAction
# function ConvertFrom-JsonObject
# function ConvertFrom-Secret
# function ConvertFrom-TaskDuration
# function ConvertFrom-TaskSetting
# function ConvertFrom-TaskXml
# function ConvertTo-EventJson
# function ConvertTo-HookCommand
# function ConvertTo-JsonText
# function Copy-PathAcl
# function Copy-WebResponse
# function Expand-Release
# function Expand-TarFile
# function Expand-ZipFile
# function Find-BroughtFile
# function Find-LocalGroup
# function Find-LocalUser
# function Find-Release
# function Find-TaskAccount
# function Format-AccessMask
# function Format-Account
# function Format-Change
# function Format-ChangeText
# function Format-FirewallAddress
# function Format-TaskAccount
# function Format-TaskTrigger
# function Get-AccessRight
# function Get-AccountSid
# function Get-BootTime
# function Get-CurrentRelease
# function Get-DependentService
# function Get-DirectoryState
# function Get-ErrorText
# function Get-ErrorType
# function Get-EventSourceState
# function Get-FileState
# function Get-FirewallRuleState
# function Get-FreeSpace
# function Get-JsonFileState
# function Get-KnownAccount
# function Get-OtherSlot
# function Get-PermissionState
# function Get-PortProxyState
# function Get-RegistrationState
# function Get-RegistryValueState
# function Get-ReleaseState
# function Get-ScheduledTaskState
# function Get-ScheduledTaskStatus
# function Get-ServiceController
# function Get-ServiceDependency
# function Get-ServiceEnvironment
# function Get-ServiceParameter
# function Get-ServiceProcess
# function Get-ServiceSetting
# function Get-ServiceState
# function Get-ServiceStatus
# function Get-Sha256
# function Get-ShownValue
# function Get-TaskSpelling
# function Get-TaskText
# function Hide-Secret
# function Import-Crc32
# function Invoke-PackageProgram
# function Invoke-PortProxy
# function Invoke-ReleaseHook
# function Invoke-Reported
# function Invoke-Resource
# function Invoke-Run
# function Invoke-ServiceControl
# function Invoke-Shutdown
# function Invoke-WithRetry
# function Join-ArchivePath
# function Join-CommandLine
# function Lock-Host
# function Measure-AccessRule
# function New-PathRule
# function New-RandomPassword
# function New-ReleaseLink
# function New-Run
# function New-ServiceError
# function New-WebRequest
# function Open-RestartKey
# function Open-WebResponse
# function Read-FirewallFilter
# function Read-PathAcl
# function Read-ReleaseRecord
# function Read-ResponseText
# function Read-RestartMark
# function Read-RestartReason
# function Read-StartedService
# function Read-TarHeader
# function Read-TarText
# function Read-TaskXml
# function Read-TextFile
# function Read-Unfinished
# function Read-ZipDirectory
# function Receive-Checksum
# function Receive-Release
# function Receive-WebFile
# function Remove-OldRelease
# function Remove-RegisteredEntry
# function Remove-ReleaseLink
# function Remove-ServiceEntry
# function Request-Restart
# function Reset-UserPassword
# function Resolve-Account
# function Restart-ServiceProcess
# function Resume-Run
# function Select-FirewallValue
# function Set-DirectoryState
# function Set-EventSourceState
# function Set-FileState
# function Set-FirewallRuleState
# function Set-JsonFileState
# function Set-NextRelease
# function Set-PermissionState
# function Set-PortProxyState
# function Set-RegistrationState
# function Set-RegistryValueState
# function Set-ReleaseState
# function Set-ScheduledTaskState
# function Set-ServiceAccount
# function Set-ServiceEnvironment
# function Set-ServiceParameter
# function Set-ServiceSetting
# function Set-ServiceState
# function Set-SlotRelease
# function Split-Endpoint
# function Split-RegistryName
# function Split-TaskName
# function Start-AppScheduledTask
# function Start-HostRestart
# function Start-ServiceProcess
# function Stop-AppScheduledTask
# function Stop-CommandProcess
# function Stop-LoneService
# function Stop-ProcessTree
# function Stop-ServiceProcess
# function Suspend-Run
# function Switch-File
# function Switch-Release
# function Switch-ReleaseLink
# function Sync-Resource
# function Test-CommandHealth
# function Test-Release
# function Test-RestartAllowed
# function Test-SameValue
# function Test-TransientError
# function Unlock-Host
# function Update-StoredPassword
# function Wait-ServiceStatus
# function Wait-Task
# function Write-ArchiveFile
# function Write-Event
# function Write-Message
# function Write-ReleaseRecord
# function Write-WholeFile
Invoke-Run -HostName 'srv01' -Setting @{ Mode = $Mode; Format = $Format; Secret = $Secret; LockTimeout = $LockTimeout; By = $By; RunId = $RunId; Reboot = $Reboot } -Apps @{ orders = '1.4.2' } -Lock $true -Work $Work
