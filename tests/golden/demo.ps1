#Requires -Version 5.1
<#
.SYNOPSIS
Shows what differs from the desired state of one host ('demo'), or brings the host to it.
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

$Work = {
    Invoke-Resource EnvironmentVariable 'GREETER_HOME' @{ value = 'C:\Apps\greeter' }
    Invoke-Resource EnvironmentVariable 'PATH|C:\Apps\greeter' @{ value = @('C:\Apps\greeter'); list = $true }
    Invoke-Resource RegistryValue 'HKLM\SOFTWARE\Greeter\Environment' @{ 'type' = 'String'; value = 'demo' }
    Invoke-Resource Service 'W32Time' @{ app = 'time'; start = 'automatic'; state = 'running' }
    Invoke-Resource Directory 'C:\Apps\greeter' @{ app = 'greeter' }
    Invoke-Resource File 'C:\Apps\greeter\greeter.toml' @{
        app      = 'greeter'
        content  = (@(
            '# Written by winstead for demo: a change by hand is found by the next plan.',
            'environment = "demo"',
            'version = "1.0.0"',
            'data = ''C:\Apps\greeter\data''',
            ''
        ) -join "`n")
        encoding = 'utf-8'
    }
    Invoke-Resource Directory 'C:\Apps\greeter\data' @{ app = 'greeter' }
    Invoke-Resource Permission 'C:\Apps\greeter\data|NT AUTHORITY\LOCAL SERVICE' @{ app = 'greeter'; rights = 'modify'; allow = $true; inherit = $true }
    Invoke-Resource EventSource 'Greeter' @{ app = 'greeter'; log = 'Application' }
    Invoke-Resource FirewallRule 'greeter' @{
        app          = 'greeter'
        direction    = 'inbound'
        action       = 'allow'
        protocol     = 'tcp'
        port         = @('8080')
        remote       = @('10.0.0.0/8', 'LocalSubnet')
        program      = 'any'
        service      = 'any'
        profiles     = @('any')
        enabled      = $true
        display_name = 'greeter'
    }
    Request-Restart $true
}

# ---- what does it: winstead's own functions, the same for every host ----

# function Add-RunRecord
# function Assert-ServiceProgram
# function Clear-ServiceWrapper
# function Clear-Unfinished
# function Compare-State
# function Complete-Run
# function ConvertFrom-FailureAction
# function ConvertFrom-Secret
# function ConvertTo-EventJson
# function Copy-PathAcl
# function Edit-ListText
# function Find-BroughtFile
# function Find-LocalGroup
# function Find-LocalUser
# function Format-AccessMask
# function Format-Account
# function Format-Change
# function Format-ChangeText
# function Format-FirewallAddress
# function Get-AccessRight
# function Get-AccountSid
# function Get-BootTime
# function Get-DependentService
# function Get-DirectoryState
# function Get-EnvironmentVariableState
# function Get-ErrorText
# function Get-ErrorType
# function Get-EventSourceState
# function Get-FileState
# function Get-FirewallRuleState
# function Get-KnownAccount
# function Get-PermissionState
# function Get-RegistryValueState
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
# function Hide-Secret
# function Invoke-PackageProgram
# function Invoke-Reported
# function Invoke-Resource
# function Invoke-Run
# function Invoke-ServiceControl
# function Invoke-Shutdown
# function Invoke-WithRetry
# function Join-CommandLine
# function Lock-Host
# function Measure-AccessRule
# function New-PathRule
# function New-RandomPassword
# function New-Run
# function New-ServiceError
# function Open-EnvironmentKey
# function Open-RestartKey
# function Read-FirewallFilter
# function Read-PathAcl
# function Read-RestartMark
# function Read-RestartReason
# function Read-StartedService
# function Read-TextFile
# function Read-Unfinished
# function Remove-ServiceEntry
# function Request-Restart
# function Reset-UserPassword
# function Resolve-Account
# function Restart-ServiceProcess
# function Resume-Run
# function Select-FirewallValue
# function Select-ListEntry
# function Set-DirectoryState
# function Set-EnvironmentVariableState
# function Set-EventSourceState
# function Set-FileState
# function Set-FirewallRuleState
# function Set-PermissionState
# function Set-RegistryValueState
# function Set-ServiceAccount
# function Set-ServiceEnvironment
# function Set-ServiceParameter
# function Set-ServiceSetting
# function Set-ServiceState
# function Split-RegistryName
# function Start-HostRestart
# function Start-ServiceProcess
# function Stop-LoneService
# function Stop-ProcessTree
# function Stop-ServiceProcess
# function Suspend-Run
# function Switch-File
# function Sync-Resource
# function Test-RestartAllowed
# function Test-SameValue
# function Test-TransientError
# function Unlock-Host
# function Update-ProcessVariable
# function Update-StoredPassword
# function Wait-ServiceStatus
# function Write-Event
# function Write-Message
# function Write-WholeFile
Invoke-Run -HostName 'demo' -Setting @{ Mode = $Mode; Format = $Format; Secret = $Secret; LockTimeout = $LockTimeout; By = $By; RunId = $RunId; Reboot = $Reboot } -Apps @{ time = ''; greeter = '1.0.0' } -Lock $true -Work $Work
