# Runs the installer of an update to its end, away from the program that it replaces, and writes down how it ended. Where it failed, what
# it stopped is started again; the folder it lay in is removed.
param([string] $Plan)

# Before anything is looked for: the person's own modules come first otherwise, and would be run with an administrator's rights.
$env:PSModulePath = "$PSHOME/Modules"
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version 3.0

function Invoke-Program {
    param([string] $File, [string] $Arguments, [string] $Temporary)
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = $File
    $start.Arguments = $Arguments
    # Not by Windows' shell: what the person's own registry says of programs would be done with an administrator's rights.
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    # What it unpacks there is run, so no other program of the person's may lay anything beside it.
    foreach ($name in @('TEMP', 'TMP', 'TMPDIR')) { $start.EnvironmentVariables[$name] = $Temporary }
    $process = [System.Diagnostics.Process]::Start($start)
    $process.WaitForExit()
    return $process.ExitCode
}

$wanted = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($Plan))
$exitCode = $null
$reason = ''
try { $exitCode = Invoke-Program $wanted.program $wanted.arguments $wanted.temporary }
catch { $reason = $_.Exception.Message }

$outcome = @{
    kind = 'ended'
    folder = $wanted.folder
    at = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
    from = $wanted.from
    version = $wanted.version
    exitCode = $exitCode
    reason = $reason
}
$isDone = $exitCode -eq 0
try { [System.IO.File]::WriteAllText($wanted.record, (ConvertTo-Json -InputObject $outcome -Compress)) }
catch {
    # The installer has left no folder for it to lie in, or not this program's rights to write there.
    $isDone = $false
}
if (-not $isDone -and $null -ne $wanted.otherwise) {
    try { $null = Invoke-Program $wanted.otherwise.program $wanted.otherwise.arguments $wanted.temporary }
    catch {
        # Windows starts it at its next start.
        $reason = $_.Exception.Message
    }
}
# A file of it may be busy for a moment longer, as what was unpacked in it; what still is there then the next update removes.
for ($try = 1; $try -le 20; $try++) {
    Remove-Item -LiteralPath $wanted.folder -Recurse -Force -ErrorAction SilentlyContinue
    if (-not (Test-Path -LiteralPath $wanted.folder)) { break }
    Start-Sleep -Milliseconds 500
}
