function Read-PackageFact {
    <#
    .SYNOPSIS
    What is known of packages on this host, asked once in a run and kept until something is installed or removed.
    .PARAMETER Fact
    What it is.
    .PARAMETER Read
    How it is asked.
    #>
    param([string] $Fact, [scriptblock] $Read)

    if (-not $Run.Contains('Packages')) { $Run['Packages'] = @{} }
    $kept = $Run['Packages']
    if (-not $kept.ContainsKey($Fact)) { $kept[$Fact] = & $Read }
    , $kept[$Fact]
}
