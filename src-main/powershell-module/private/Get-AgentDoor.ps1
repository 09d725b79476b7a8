# Where the agent's pipe is, and the secret of the better file that this user can read (src-main/doors/pipe/door-file.adapter.ts).
function Get-AgentDoor {
    param([string] $DataFolder)
    $bases = @(Get-DataFolder $DataFolder)
    foreach ($base in $bases) {
        # As the command line does: the agent's own data folder, or the one that holds it.
        foreach ($folder in @($base, [System.IO.Path]::Combine($base, 'agent'))) {
            $door = Read-DoorFile $folder $folder
            if ($null -ne $door) { return $door }
            $door = Read-DoorFile (Get-UsersFolder $folder) $folder
            if ($null -ne $door) { return $door }
        }
    }
    throw (Get-AgentError 'AGENT_NOT_RUNNING' -Facts @{ folder = $bases[0]; reason = 'it has opened no pipe that this user may use' })
}

function Test-Windows { [System.IO.Path]::DirectorySeparatorChar -eq '\' }

function Get-DataFolder {
    param([string] $Given)
    if ($Given) { return $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Given) }
    $places = @()
    if (Test-Windows) { $places = @($env:LOCALAPPDATA, $env:ProgramData) }
    elseif ([System.IO.Directory]::Exists("$HOME/Library/Application Support")) { $places = @("$HOME/Library/Application Support") }
    else { $places = @($env:XDG_DATA_HOME, "$HOME/.local/share") }
    foreach ($place in $places) {
        if ($place -and [System.IO.Path]::IsPathRooted($place)) { [System.IO.Path]::Combine($place, 'mylzip-ssl') }
    }
}

function Get-UsersFolder {
    param([string] $Folder)
    if (Test-Windows) { return [System.IO.Path]::Combine($Folder, 'door') }
    $Folder.TrimEnd('/') + '-door'
}

function Read-DoorFile {
    param([string] $Place, [string] $DataFolder)
    try {
        $file = [System.IO.Path]::Combine($Place, 'agent-door.json')
        if (-not [System.IO.File]::Exists($file)) { return $null }
        if (-not (Test-DoorOwner $file $Place $DataFolder)) { return $null }
        $text = [System.IO.File]::ReadAllText($file)
        # Logs of PowerShell hold what commands are given: the secret is taken out before the rest is read.
        $found = [regex]::Match($text, '"secret":"([\w-]{32,})"')
        if (-not $found.Success) { return $null }
        $rest = ConvertFrom-Json -InputObject $text.Remove($found.Index, $found.Length).Replace('{,', '{').Replace(',,', ',').Replace(',}', '}')
        $secret = New-Object System.Security.SecureString
        foreach ($character in $found.Groups[1].Value.ToCharArray()) { $secret.AppendChar($character) }
        @{ path = $rest.path; secret = $secret; folder = $DataFolder }
    }
    catch { $null }
}

# A door that another account has made, or that came here with a copy of a folder, leads to a stranger. Windows shows neither to
# PowerShell: there the rights of the data folder keep others from making one.
function Test-DoorOwner {
    param([string] $File, [string] $Place, [string] $DataFolder)
    if (Test-Windows) { return $true }
    $folder = Get-Item -LiteralPath $DataFolder -Force -ErrorAction Stop
    $around = Get-Item -LiteralPath $Place -Force -ErrorAction Stop
    $found = Get-Item -LiteralPath $File -Force -ErrorAction Stop
    if ($found.LinkType -or ($Place -ne $DataFolder -and $around.LinkType)) { return $false }
    if ($found.UnixStat.UserId -ne $folder.UnixStat.UserId -or $around.UnixStat.UserId -ne $folder.UnixStat.UserId) { return $false }
    [System.IO.File]::ReadAllText($File) -match ('"folder":"\d+:' + $around.UnixStat.Inode + '"')
}
