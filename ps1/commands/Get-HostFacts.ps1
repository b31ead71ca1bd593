function Get-HostFacts {
    <#
    .SYNOPSIS
    Says in a facts event what a host is: Windows, PowerShell, hardware, disks, addresses, and what a restart is pending for.
    #>
    param()

    $system = Get-CimInstance Win32_OperatingSystem
    $computer = Get-CimInstance Win32_ComputerSystem
    $disks = @(foreach ($drive in [IO.DriveInfo]::GetDrives()) {
        if ($drive.DriveType -eq 'Fixed' -and $drive.IsReady) {
            [ordered]@{ drive = $drive.Name; format = $drive.DriveFormat; size = $drive.TotalSize; free = $drive.AvailableFreeSpace }
        }
    })
    $addresses = [string[]] @([Net.Dns]::GetHostAddresses([Environment]::MachineName) | ForEach-Object { "$_" })
    [Array]::Sort($addresses, [StringComparer]::Ordinal)
    $reasons = @(Read-RestartReason)
    Write-Event ([ordered]@{
        event = 'facts'
        host = $Run.Host
        facts = [ordered]@{
            name = [Environment]::MachineName
            domain = $computer.Domain
            windows = $system.Caption
            version = $system.Version
            architecture = $env:PROCESSOR_ARCHITECTURE
            powershell = "$($PSVersionTable.PSVersion)"
            edition = "$($PSVersionTable.PSEdition)"
            booted = Get-BootTime
            restart_pending = $reasons.Count -gt 0
            restart_reasons = $reasons
            processors = [Environment]::ProcessorCount
            memory = [long] $computer.TotalPhysicalMemory
            disks = $disks
            addresses = $addresses
            time_zone = [TimeZoneInfo]::Local.Id
            user = [Environment]::UserDomainName + '\' + [Environment]::UserName
        }
    })
}
