#Requires -Version 5.1
<#
.SYNOPSIS
Looks once at the health of an app on this host, and restarts it when it has failed too often. Written by winstead.
.DESCRIPTION
A scheduled task runs it again and again; what it found is kept between its runs. Ends with 0 where the app is healthy or
left alone, with 1 where it is not, or where the watchdog itself failed.
.PARAMETER Settings
The file of the app's settings, watchdog.json.
#>
param([Parameter(Mandatory)] [string] $Settings)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

# function Add-HistoryLine
# function ConvertFrom-JsonObject
# function ConvertFrom-Secret
# function ConvertTo-EventJson
# function Find-Process
# function Format-WatchdogText
# function Get-DependentService
# function Get-ErrorText
# function Get-ScheduledTaskStatus
# function Get-ServiceController
# function Get-ServiceDependency
# function Get-ServiceProcess
# function Get-ServiceStatus
# function Get-Sha256
# function Invoke-ServiceControl
# function Invoke-Watchdog
# function Join-CommandLine
# function New-ServiceError
# function New-TrustingCallback
# function New-WatchdogState
# function Read-ResponseText
# function Read-WatchdogState
# function Restart-ServiceProcess
# function Restart-WatchedApp
# function Restart-WatchedProcess
# function Save-WatchdogState
# function Send-HttpRequest
# function Split-TaskName
# function Start-AppScheduledTask
# function Start-ServiceProcess
# function Step-Watchdog
# function Stop-AppScheduledTask
# function Stop-CommandProcess
# function Stop-ProcessTree
# function Stop-ServiceProcess
# function Switch-File
# function Test-CommandHealth
# function Test-FileHealth
# function Test-Health
# function Test-HostLock
# function Test-HttpHealth
# function Test-LeftAlone
# function Test-SameValue
# function Test-TcpHealth
# function Wait-ServiceStatus
# function Wait-Task
# function Write-WatchdogRecord
# function Write-WholeFile
exit (Invoke-Watchdog -Path $Settings)
