function Wait-Task {
    <#
    .SYNOPSIS
    Waits for a .NET task until a time is over, which is a TimeoutException; what the task failed with is thrown as it is.
    .PARAMETER Task
    The task.
    .PARAMETER Clock
    A stopwatch that runs since the time began.
    .PARAMETER TimeoutSeconds
    How long the time is.
    #>
    param([Threading.Tasks.Task] $Task, [Diagnostics.Stopwatch] $Clock, [double] $TimeoutSeconds)

    $left = [int] [Math]::Max(0, ($TimeoutSeconds - $Clock.Elapsed.TotalSeconds) * 1000)
    if ([Threading.Tasks.Task]::WaitAny([Threading.Tasks.Task[]] @($Task), $left) -lt 0) { throw [TimeoutException] "no answer within $TimeoutSeconds s" }
    if ($Task.IsFaulted) { throw $Task.Exception.InnerException }
}
