# Reads a script with PowerShell's own parser.
param($Request)

$tokens = $null
$problems = $null
$tree = [System.Management.Automation.Language.Parser]::ParseFile($Request.file, [ref] $tokens, [ref] $problems)
$commands = $tree.FindAll({ param($Node) $Node -is [System.Management.Automation.Language.CommandAst] }, $true)
$names = New-Object 'System.Collections.Generic.List[string]'
$built = New-Object 'System.Collections.Generic.List[string]'
$aliases = New-Object 'System.Collections.Generic.List[string]'
foreach ($command in $commands) {
    $name = $command.GetCommandName()
    if ($null -ne $name) {
        $names.Add($name)
        if (Test-Path -LiteralPath "Alias:$name") { $aliases.Add($name) }
    }
    elseif ($command.CommandElements[0] -isnot [System.Management.Automation.Language.VariableExpressionAst]) {
        $built.Add($command.Extent.Text)
    }
}
$kinds = New-Object 'System.Collections.Generic.List[string]'
foreach ($token in $tokens) { $kinds.Add([string] $token.Kind) }
$messages = New-Object 'System.Collections.Generic.List[string]'
foreach ($problem in $problems) { $messages.Add($problem.Message) }
@{
    problems = $messages.ToArray()
    commands = $names.ToArray()
    aliases = $aliases.ToArray()
    built = $built.ToArray()
    tokens = $kinds.ToArray()
}
