function Watch-Interrupt {
    <#
    .SYNOPSIS
    Gives an event that Ctrl-C and Ctrl-Break set. They do not end this process any more, only the program, which shares its console.
    .DESCRIPTION
    Windows calls the handler on a thread of its own, where no script block can run: so it is compiled from an expression.
    #>
    param()

    $told = [Threading.ManualResetEvent]::new($false)
    $source = [Linq.Expressions.Expression]::Parameter([object], 'source')
    $key = [Linq.Expressions.Expression]::Parameter([ConsoleCancelEventArgs], 'key')
    $keep = [Linq.Expressions.Expression]::Assign([Linq.Expressions.Expression]::Property($key, 'Cancel'), [Linq.Expressions.Expression]::Constant($true))
    $set = [Linq.Expressions.Expression]::Call([Linq.Expressions.Expression]::Constant($told), [Threading.EventWaitHandle].GetMethod('Set'))
    $body = [Linq.Expressions.Expression]::Block([Linq.Expressions.Expression[]] @($keep, $set))
    [Console]::add_CancelKeyPress([Linq.Expressions.Expression]::Lambda([ConsoleCancelEventHandler], $body, [Linq.Expressions.ParameterExpression[]] @($source, $key)).Compile())
    $told
}
