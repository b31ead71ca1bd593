# What is wrong with PowerShell files ($files: pairs of a name and the text in base64): not parsed, newer than 5.1, no help.
$newer = 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'QuestionMark', 'AndAnd', 'OrOr', 'Clean'
$cmdlets = 'Get-Error', 'Remove-Service', 'Join-String', 'Test-Json', 'Get-Uptime', 'Remove-Alias', 'ConvertFrom-Markdown'
$parameters = 'Parallel', 'AsHashtable', 'SkipCertificateCheck', 'AsByteStream', 'NoProxy', 'Resume',
    'SkipHttpErrorCheck', 'AsUTC', 'LeafBase', 'TargetType'
$verbs = (Get-Verb).Verb
@(foreach ($file in $files) {
    $name = $file[0]
    $text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($file[1]))
    $tokens = $errors = $null
    $tree = [Management.Automation.Language.Parser]::ParseInput($text, [ref] $tokens, [ref] $errors)
    foreach ($one in $errors) { "${name}:$($one.Extent.StartLineNumber): $($one.Message)" }
    foreach ($one in $tokens) {
        if ("$($one.Kind)" -in $newer) { "${name}:$($one.Extent.StartLineNumber): $($one.Text) is newer than 5.1" }
    }
    foreach ($one in $tree.FindAll({ $true }, $true)) {
        $new = switch ($one.GetType().Name) {
            'CommandAst' { $one.GetCommandName() -in $cmdlets }
            'CommandParameterAst' { $one.ParameterName -in $parameters }
        }
        if ($new) { "${name}:$($one.Extent.StartLineNumber): $one is newer than 5.1" }
        if ($one -isnot [Management.Automation.Language.FunctionDefinitionAst]) { continue }
        $help = $one.GetHelpContent()
        if (($one.Name -split '-')[0] -notin $verbs) { "${name}: $($one.Name): the verb is not approved" }
        if (-not $help -or -not $help.Synopsis) { "${name}: $($one.Name): no .SYNOPSIS"; continue }
        $has = @($one.Body.ParamBlock.Parameters | ForEach-Object { $_.Name.VariablePath.UserPath.ToUpperInvariant() })
        foreach ($key in $has) { if (-not $help.Parameters[$key]) { "${name}: $($one.Name): no .PARAMETER $key" } }
        foreach ($key in $help.Parameters.Keys) { if ($key -notin $has) { "${name}: $($one.Name): .PARAMETER $key is no parameter" } }
    }
})
