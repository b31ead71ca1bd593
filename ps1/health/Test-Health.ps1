function Test-Health {
    <#
    .SYNOPSIS
    Looks once whether something is healthy: $null if it is, else the text of its answer, 200 characters at most. Whatever goes wrong is an answer too.
    .PARAMETER Check
    A HealthCheck's properties: one of url, tcp, process, service, command and file, and timeout in seconds.
    #>
    param([hashtable] $Check)

    $answer = try {
        if ($Check['url']) { Test-HttpHealth $Check }
        elseif ($Check['tcp']) { Test-TcpHealth $Check.tcp $Check.timeout }
        elseif ($Check['process']) { if (-not @(Find-Process $Check.process).Count) { "no process $($Check.process) runs" } }
        elseif ($Check['service']) {
            $state = Get-ServiceStatus $Check.service
            if ($state -eq 'absent') { "there is no service $($Check.service)" } elseif ($state -ne 'running') { "service $($Check.service) is $state" }
        }
        elseif ($Check['command']) { Test-CommandHealth $Check.command $Check.timeout }
        else { Test-FileHealth $Check.file.path $Check.file.newer_than }
    } catch { $_.Exception.GetBaseException().Message }
    if ($null -eq $answer) { return }
    $answer = ($answer -replace '\s+', ' ').Trim()
    if ($answer.Length -gt 200) { $answer.Substring(0, 197) + '...' } else { $answer }
}
