# What the agent refuses, as PowerShell knows errors: the code is the error's id, the next step its recommended action.
function Get-AgentError {
    param(
        [Parameter(Mandatory = $true)] [string] $Code,
        [string] $Sentence,
        $Facts,
        [string] $NextStep
    )
    if (-not $Sentence) { $Sentence = Get-FilledText $script:OwnSentences[$Code] $Facts }
    if (-not $NextStep) { $NextStep = Get-FilledText $script:NextSteps[$Code] $Facts }
    $category = 'InvalidOperation'
    if ($Code -like '*_NOT_FOUND') { $category = 'ObjectNotFound' }
    elseif ($Code -eq 'INPUT_INVALID') { $category = 'InvalidArgument' }
    elseif ($Code -like 'CALLER_*') { $category = 'PermissionDenied' }
    elseif ($Code -eq 'AGENT_NOT_RUNNING') { $category = 'ConnectionError' }
    $exception = New-Object System.InvalidOperationException $Sentence
    $record = New-Object System.Management.Automation.ErrorRecord ($exception, $Code, $category, $Facts)
    $record.ErrorDetails = New-Object System.Management.Automation.ErrorDetails $Sentence
    $record.ErrorDetails.RecommendedAction = $NextStep
    $record
}

# `{name}` is a fact; `{count|thing|things}` is a number with what it counts.
function Get-FilledText {
    param([string] $Text, $Facts)
    foreach ($place in [regex]::Matches($Text, '\{(\w+)(?:\|([^{|}]+)\|([^{|}]+))?\}')) {
        $fact = ''
        if ($Facts -is [System.Collections.IDictionary]) { $fact = [string] $Facts[$place.Groups[1].Value] }
        elseif ($null -ne $Facts) {
            foreach ($property in $Facts.PSObject.Properties) {
                if ($property.Name -eq $place.Groups[1].Value) { $fact = [string] $property.Value }
            }
        }
        if ($place.Groups[2].Success) {
            $thing = $place.Groups[3].Value
            if ($fact -eq '1') { $thing = $place.Groups[2].Value }
            $fact = $fact + ' ' + $thing
        }
        $Text = $Text.Replace($place.Value, $fact)
    }
    $Text
}
