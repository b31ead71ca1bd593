function Get-HostFacts {
    <#
    .SYNOPSIS
    Says in a facts event what a host is: Windows, PowerShell, hardware, disks, addresses, and whether a restart is pending.
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
            booted = $system.LastBootUpTime.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')
            restart_pending = Test-RestartPending
            processors = [Environment]::ProcessorCount
            memory = [long] $computer.TotalPhysicalMemory
            disks = $disks
            addresses = $addresses
            time_zone = [TimeZoneInfo]::Local.Id
            user = [Environment]::UserDomainName + '\' + [Environment]::UserName
        }
    })
}
