function Split-TaskName {
    <#
    .SYNOPSIS
    A scheduled task's folder and name, as the commands of the module ScheduledTasks take them.
    .PARAMETER Name
    The name with its folder: \folder\name.
    #>
    param([string] $Name)

    $at = $Name.LastIndexOf('\') + 1
    @{ TaskPath = $Name.Substring(0, $at); TaskName = $Name.Substring($at) }
}
