#Requires -Version 5.1
<#
.SYNOPSIS
Rotates the logs that an app writes itself. Written by winstead, started by a scheduled task.
.PARAMETER Settings
The JSON file that says which logs, and the limits.
#>
param([Parameter(Mandatory)] [string] $Settings)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

# function Add-HistoryLine
# function Complete-LogCompression
# function Compress-LogFile
# function ConvertFrom-JsonObject
# function ConvertTo-EventJson
# function Copy-FileHandle
# function Copy-LogFile
# function Find-LogFile
# function Get-DatedLog
# function Get-DatedPath
# function Get-ErrorText
# function Get-FileIdentity
# function Get-FileUser
# function Get-FileWriter
# function Get-ServiceController
# function Get-ServiceStatus
# function Get-Sha256
# function Import-FileApi
# function Invoke-LogRotation
# function Measure-LogHole
# function Move-LogFile
# function Remove-OldLog
# function Resume-FileUser
# function Start-LogCompression
# function Step-LogFile
# function Suspend-FileUser
# function Switch-File
# function Test-LogDue
# function Wait-Suspended
# function Write-RotationOutcome
# function Write-WholeFile
exit (Invoke-LogRotation -Settings $Settings)
