# Puts a secret into a table under a name: as a value of a table no log of PowerShell holds it. Of a file the first line counts.
function Read-SecretText {
    param(
        [Parameter(Mandatory = $true)] [System.Collections.IDictionary] $Into,
        [Parameter(Mandatory = $true)] [string] $As,
        [System.Security.SecureString] $Secret,
        [string] $File
    )
    if ($File) { $Into[$As] = ((Read-InputText $File) -split "`r?`n")[0] }
    else { $Into[$As] = [System.Net.NetworkCredential]::new('', $Secret).Password }
    if ($Into[$As].Length -eq 0) { throw (Get-AgentError 'SECRET_EMPTY') }
}

# Whatever wrote it down: a mark at its beginning says UTF-16 or UTF-8, and without one it is UTF-8.
function Read-InputText {
    param([Parameter(Mandatory = $true)] [string] $File)
    try { [System.IO.File]::ReadAllText($File, (New-Object System.Text.UTF8Encoding ($false, $true))) }
    catch {
        $reason = $_.Exception.GetBaseException().Message.TrimEnd('.')
        throw (Get-AgentError 'INPUT_FILE_UNREADABLE' -Facts @{ file = $File; reason = $reason })
    }
}
