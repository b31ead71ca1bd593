function Test-HttpHealth {
    <#
    .SYNOPSIS
    Looks whether an address answers with the right status, text and JSON value: nothing if so, else what it answered.
    .PARAMETER Check
    url and timeout; status, text, json and verify where they are given.
    #>
    param([hashtable] $Check)

    $answer = Send-HttpRequest -Url $Check.url -TimeoutSeconds $Check.timeout -SkipVerify:($Check['verify'] -eq $false)
    $shown = "HTTP $($answer.Status)"
    $wanted = if ($Check['status']) { $Check.status } else { 200..399 }
    if ($answer.Status -notin $wanted) { return "${shown}: $($answer.Text)" }
    if ($Check['text'] -and -not $answer.Text.Contains($Check.text)) { return "$shown without the text '$($Check.text)': $($answer.Text)" }
    if (-not $Check['json']) { return }
    try { $value = ConvertFrom-JsonObject (ConvertFrom-Json -InputObject $answer.Text) } catch [ArgumentException] { return "$shown that is no JSON: $($answer.Text)" }
    foreach ($part in $Check.json.path.Split('.')) {
        $value = if ($value -is [hashtable]) { , $value[$part] } elseif ($value -is [array] -and $part -match '\A\d{1,9}\z' -and [int] $part -lt $value.Count) { , $value[[int] $part] }
    }
    if (-not (Test-SameValue $value $Check.json.equals)) {
        return "$shown with $($Check.json.path) = $(ConvertTo-EventJson $value) instead of $(ConvertTo-EventJson $Check.json.equals): $($answer.Text)"
    }
}
