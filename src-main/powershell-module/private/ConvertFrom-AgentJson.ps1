# What the agent answers, as objects: names as PowerShell writes them, and moments as UTC, on every PowerShell the same.
function ConvertFrom-AgentJson {
    param([Parameter(Mandatory = $true)] [string] $Text)
    # PowerShell 7 takes each text that looks like a date for one. So each goes with a sign before it, which is taken away again.
    $marked = [regex]::Replace($Text, '"((?:[^"\\]|\\.)*)"', '"=$1"')
    $parsed = ConvertFrom-Json -InputObject $marked
    , (Get-AgentValue $parsed '')
}

function Get-AgentValue {
    param($Value, [string] $Name)
    if ($null -eq $Value) { return $null }
    if ($Value -is [string]) {
        $text = $Value.Substring(1)
        # In facts of an entry anything may bear such a name.
        if (-not $script:Moments.ContainsKey($Name) -or $text -notmatch '^\d{4}-\d\d-\d\dT[\d:.]+Z$') { return $text }
        $culture = [System.Globalization.CultureInfo]::InvariantCulture
        return [datetime]::Parse($text, $culture, [System.Globalization.DateTimeStyles]::RoundtripKind)
    }
    if ($Value -is [array]) {
        $items = New-Object 'System.Collections.Generic.List[object]'
        foreach ($item in $Value) { $items.Add((Get-AgentValue $item $Name)) }
        return , $items.ToArray()
    }
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $properties = [ordered] @{}
        foreach ($property in $Value.PSObject.Properties) {
            $own = $property.Name.Substring(1)
            $properties[$own.Substring(0, 1).ToUpperInvariant() + $own.Substring(1)] = Get-AgentValue $property.Value $own
        }
        return [pscustomobject] $properties
    }
    return $Value
}

function Add-TypeName {
    param($Value, [Parameter(Mandatory = $true)] [string] $Name)
    $Value.PSObject.TypeNames.Insert(0, 'MyLZip.Ssl.' + $Name)
    $Value
}
