# Writes a file whole or not at all, for its owner alone where the system has modes; elsewhere it has the rights of its folder.
function Write-PrivateFile {
    param([string] $Path, [System.Collections.IDictionary] $With, [bool] $Replace)
    $temporary = $Path + '.' + [guid]::NewGuid().ToString('N') + '.tmp'
    try {
        try {
            [System.IO.File]::Create($temporary).Dispose()
            if (-not (Test-Windows)) { [System.IO.File]::SetUnixFileMode($temporary, [System.IO.UnixFileMode] 'UserRead, UserWrite') }
            [System.IO.File]::WriteAllBytes($temporary, $With.bytes)
            if ($Replace -and [System.IO.File]::Exists($Path)) { [System.IO.File]::Replace($temporary, $Path, [System.Management.Automation.Language.NullString]::Value) }
            else { [System.IO.File]::Move($temporary, $Path) }
        }
        catch {
            if (-not $Replace -and [System.IO.File]::Exists($Path)) { throw (Get-AgentError 'OUTPUT_EXISTS' -Facts @{ file = $Path }) }
            $reason = $_.Exception.GetBaseException().Message.TrimEnd('.')
            throw (Get-AgentError 'OUTPUT_UNWRITABLE' -Facts @{ file = $Path; reason = $reason })
        }
    }
    finally {
        if ([System.IO.File]::Exists($temporary)) { [System.IO.File]::Delete($temporary) }
    }
}
