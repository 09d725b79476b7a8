# Runs one script of this folder with what it is given, and answers in one line: nothing that the script or a command in it
# prints can be taken for its answer. Each text of the data has a sign before it (command.policy.ts), which is taken away here.
param([string] $Script, [string] $Data)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
Set-StrictMode -Version 3.0

function Get-Unmarked {
    param($Value)
    if ($Value -is [string]) { return $Value.Substring(1) }
    if ($Value -is [array]) {
        $items = New-Object 'System.Collections.Generic.List[object]'
        foreach ($item in $Value) { $items.Add((Get-Unmarked $item)) }
        return , $items.ToArray()
    }
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        foreach ($property in $Value.PSObject.Properties) { $property.Value = Get-Unmarked $property.Value }
    }
    return $Value
}

function Write-Outcome {
    param([System.Collections.IDictionary] $Outcome)
    $json = ConvertTo-Json -InputObject $Outcome -Depth 10 -Compress
    [Console]::Out.WriteLine('mylzip-answer: ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)))
}

try {
    $request = Get-Unmarked (ConvertFrom-Json -InputObject ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Data))))
    $answer = & $Script $request
    Write-Outcome @{ answer = $answer }
}
catch {
    $exception = $_.Exception
    while ($null -ne $exception.InnerException) { $exception = $exception.InnerException }
    Write-Outcome @{
        thrown = @{
            type = $exception.GetType().Name
            message = $exception.Message
            hresult = $exception.HResult
            line = $_.InvocationInfo.ScriptLineNumber
        }
    }
}
finally {
    $Error.Clear()
}
