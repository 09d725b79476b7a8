# Reads keys below HKEY_LOCAL_MACHINE with their values. A part of a path that is * stands for every key there. Changes nothing.
param($Request)

$found = New-Object 'System.Collections.Generic.List[object]'

function Add-Key {
    param($Key, [string] $Path)
    $values = New-Object 'System.Collections.Generic.List[object]'
    foreach ($name in $Key.GetValueNames()) {
        $value = $Key.GetValue($name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        $read = @{ name = $name; text = $null; number = $null; bytes = $null }
        if ($value -is [byte[]]) { $read.bytes = [Convert]::ToBase64String($value) }
        elseif ($value -is [int] -or $value -is [long]) { $read.number = $value }
        elseif ($value -is [string]) { $read.text = $value }
        $values.Add($read)
    }
    $found.Add(@{ path = $Path; values = $values.ToArray() })
}

# A part of the path that is * is followed into each of the keys there.
function Add-Keys {
    param($Root, [string] $Path)
    $star = [Array]::IndexOf($Path.Split('\'), '*')
    if ($star -lt 0) {
        $key = $Root.OpenSubKey($Path, $false)
        if ($null -eq $key) { return }
        try { Add-Key $key $Path }
        finally { $key.Dispose() }
        return
    }
    $parts = $Path.Split('\')
    $above = [string]::Join('\', $parts, 0, $star)
    $key = $Root.OpenSubKey($above, $false)
    if ($null -eq $key) { return }
    try { $names = $key.GetSubKeyNames() }
    finally { $key.Dispose() }
    # One that is itself called * would be followed for ever.
    foreach ($name in $names) {
        if ($name -eq '*') { continue }
        $parts[$star] = $name
        Add-Keys $Root ([string]::Join('\', $parts))
    }
}

$runsOnWindows = [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT
if ($runsOnWindows) {
    $view = [Microsoft.Win32.RegistryView]::Registry64
    $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, $view)
    try { foreach ($path in $Request.paths) { Add-Keys $root $path } }
    finally { $root.Dispose() }
}
@{ windows = $runsOnWindows; keys = $found.ToArray() }
