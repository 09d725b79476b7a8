# Starts a program by Windows' shell, and waits for its end where that is wanted. By the verb runas it is given an administrator's
# rights, which Windows asks the person about.
param($Request)

$start = New-Object System.Diagnostics.ProcessStartInfo
$start.FileName = $Request.program
$start.Arguments = $Request.arguments
$start.UseShellExecute = $true
$start.Verb = $Request.verb
if (-not $Request.isSeen) { $start.WindowStyle = [System.Diagnostics.ProcessWindowStyle]::Hidden }
$exitCode = $null
$granted = $true
try {
    $process = [System.Diagnostics.Process]::Start($start)
    if ($Request.waits) {
        $process.WaitForExit()
        $exitCode = $process.ExitCode
    }
}
catch [System.ComponentModel.Win32Exception] {
    # ERROR_CANCELLED: the person said no, or nobody could be asked.
    if ($_.Exception.NativeErrorCode -ne 1223) { throw }
    $granted = $false
}
@{ granted = $granted; exitCode = $exitCode }
