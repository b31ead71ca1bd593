function Move-LogFile {
    <#
    .SYNOPSIS
    Renames a log that nobody writes to its dated name, in local time, and gives that path: orders.log becomes orders.20261121-143205.log, a second one in that second orders.20261121-143205_002.log.
    .PARAMETER Path
    The log.
    #>
    param([string] $Path)

    $extension = [IO.Path]::GetExtension($Path)
    $stem = $Path.Substring(0, $Path.Length - $extension.Length)
    $date = [DateTime]::Now.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
    $new = "$stem.$date$extension"
    for ($number = 2; [IO.File]::Exists($new) -or [IO.File]::Exists("$new.gz"); $number++) {
        $new = '{0}.{1}_{2:d3}{3}' -f $stem, $date, $number, $extension
    }
    [IO.File]::Move($Path, $new)
    $new
}
