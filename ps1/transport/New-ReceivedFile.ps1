function New-ReceivedFile {
    <#
    .SYNOPSIS
    Begins a file that is to be received: its path, its hash, and the stream that writes the one and feeds the other.
    .PARAMETER Sha256
    The hash that it is to have.
    #>
    param([string] $Sha256)

    $folder = [IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'winstead\files')
    $null = [IO.Directory]::CreateDirectory($folder)
    # What was cut before, and a file of the name with another content: Test-HostFile has looked.
    foreach ($left in [IO.Directory]::GetFiles($folder, "$Sha256*")) {
        try { [IO.File]::Delete($left) } catch [IO.IOException] { Write-Verbose "another upload, which may still come to its end, writes $left" }
    }
    $path = [IO.Path]::Combine($folder, "$Sha256.$([Guid]::NewGuid().ToString('N')).part")
    # Not SHA256.Create(): where FIPS is enforced, .NET Framework before 4.8 refuses the class that it gives.
    $hash = [Security.Cryptography.SHA256CryptoServiceProvider]::new()
    $file = [IO.FileStream]::new($path, 'CreateNew', 'Write', 'None', 64KB)
    @{ Path = $path; Hash = $hash; Stream = [Security.Cryptography.CryptoStream]::new($file, $hash, 'Write') }
}
