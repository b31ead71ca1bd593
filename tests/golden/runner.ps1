#Requires -Version 5.1
<#
.SYNOPSIS
Runs a program for a scheduled task or a Run key, and ends with the program's exit code. Written by winstead.
.DESCRIPTION
The same file serves every app; an app's settings are a file of its own. It gives the program its environment, lets no
two run at once, writes what the program prints to a log with time stamps that it rotates, runs the program again when
it fails, ends it at its time limit, and adds a line to the app's run history.

The program ends together with all processes that it has started. They end too when this process is ended; those that
another process has started for it (a service, WMI, a scheduled task) do not. Text is written to the log byte by byte
as it comes, whatever its encoding, but for UTF-16, which time stamps do not go with.

Exit codes besides the program's own, and besides the Windows error where the program cannot be started:
64 the settings cannot be used, 70 something else is wrong, 75 it runs already, 78 a variable is missing, 124 time limit.
.PARAMETER Settings
The app's settings, a JSON file.
#>
param([Parameter(Mandatory)] [string] $Settings)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

# function Add-RunnerHistory
# function Add-RunnerWarning
# function Close-RunnerLog
# function Complete-LogCompression
# function Complete-Runner
# function ConvertTo-EventJson
# function Get-DatedLog
# function Get-DatedPath
# function Get-ErrorText
# function Get-JobProcess
# function Get-LogStamp
# function Invoke-Runner
# function Invoke-RunnerAttempt
# function Invoke-RunnerProgram
# function Lock-Runner
# function Move-LogFile
# function New-ProcessJob
# function Open-LockFile
# function Open-LockMutex
# function Open-LogStream
# function Open-RunnerLog
# function Open-RunnerReader
# function Read-RunnerSetting
# function Read-SharedText
# function Receive-RunnerOutput
# function Remove-OldLog
# function Set-RunnerStatus
# function Start-LogCompression
# function Stop-RunnerTree
# function Switch-RunnerLog
# function Test-ExitCode
# function Update-RunnerLog
# function Wait-RunnerProgram
# function Watch-Interrupt
# function Write-RunnerEvent
# function Write-RunnerLog
# function Write-RunnerMark
# function Write-RunnerNote
# function Write-RunnerOutput
exit (Invoke-Runner $Settings)
