# Where the agent's pipe is, and the secret of the better file that this user can read (src-main/doors/pipe/door-file.adapter.ts).
function Get-AgentDoor {
    param([string] $DataFolder)
    $base = Get-DataFolder $DataFolder
    # As the command line does: the agent's own data folder, or the one that holds it; then the machine's service.
    $folders = @($base, [System.IO.Path]::Combine($base, 'agent'))
    $service = Get-ServiceFolder
    if (-not $DataFolder -and $service) { $folders += $service }
    foreach ($folder in $folders) {
        $door = Read-DoorFile $folder $folder
        if ($null -ne $door) { return $door }
        $door = Read-DoorFile (Get-UsersFolder $folder) $folder
        if ($null -ne $door) { return $door }
    }
    throw (Get-AgentError 'AGENT_NOT_RUNNING' -Facts @{ folder = $base; reason = 'it has opened no pipe that this user may use' })
}

function Test-Windows { [System.IO.Path]::DirectorySeparatorChar -eq '\' }

function Get-DataFolder {
    param([string] $Given)
    if ($Given) { return $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Given) }
    $places = @()
    if (Test-Windows) { $places = @($env:LOCALAPPDATA) }
    elseif ([System.IO.Directory]::Exists("$HOME/Library/Application Support")) { $places = @("$HOME/Library/Application Support") }
    else { $places = @($env:XDG_DATA_HOME, "$HOME/.local/share") }
    foreach ($place in $places) {
        if ($place -and [System.IO.Path]::IsPathRooted($place)) { return [System.IO.Path]::Combine($place, 'mylzip-ssl') }
    }
}

# The folder that an administrator has installed the service with: every user may make one of its name in ProgramData, with a
# door of their own in it (src-main/service/data-folder.policy.ts).
function Get-ServiceFolder {
    if (-not (Test-Windows)) { return }
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    try {
        $key = $machine.OpenSubKey('SOFTWARE\MyL.Zip\SSL')
        if ($null -ne $key) { $key.GetValue('DataFolder') }
    }
    finally { $machine.Dispose() }
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
# PowerShell: there a user's own folder and the service's are for nobody else to make one in.
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
