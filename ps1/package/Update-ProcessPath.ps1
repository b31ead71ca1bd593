function Update-ProcessPath {
    <#
    .SYNOPSIS
    Makes this process' PATH anew of the machine's and the user's, which an installer may have changed, and keeps what else it had.
    #>
    param()

    $known = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    $entries = foreach ($scope in 'Machine', 'User', 'Process') {
        foreach ($one in "$([Environment]::GetEnvironmentVariable('PATH', $scope))".Split(';')) { if ($one.Trim() -and $known.Add($one.Trim().TrimEnd('\'))) { $one } }
    }
    [Environment]::SetEnvironmentVariable('PATH', (@($entries) -join ';'))
}
