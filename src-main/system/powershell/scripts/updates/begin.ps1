# Has a PowerShell of its own see an update through (watch.ps1): this one ends with the program that is replaced.
param($Request)

$start = New-Object System.Diagnostics.ProcessStartInfo
$start.FileName = $Request.program
$start.Arguments = $Request.arguments
$start.WorkingDirectory = $Request.place
$start.UseShellExecute = $false
$start.CreateNoWindow = $true
# Its own, so that it says nothing into what this one answers by, and ends by itself.
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$start.RedirectStandardError = $true
$process = [System.Diagnostics.Process]::Start($start)
$process.StandardInput.Close()
@{ id = $process.Id }
