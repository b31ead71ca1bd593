function Assert-Requirement {
    <#
    .SYNOPSIS
    Fails where a program is not there in a version that is asked for, and says what was found. A plan in which a package before it would change only warns.
    .PARAMETER Name
    What is asked for.
    .PARAMETER Desired
    A Package's properties: check, version.
    #>
    param([string] $Name, [hashtable] $Desired)

    $answer = Test-PackageCheck $Desired
    if ($null -eq $answer) { return }
    $text = "$Name is needed on this host: $answer"
    # What an earlier run left unfinished is noted as changed too, but was not visited by this one.
    $before = @($Run.Visited.Keys | Where-Object { $_ -like 'Package/*' -and $Run.ChangedAt.Contains($_) })
    if ($Run.Apply -or -not $before.Count) { throw [InvalidOperationException] $text }
    Write-Warning "$text; a package that changes before may bring it"
}
