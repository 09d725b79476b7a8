# Restarts a service that runs, with those that depend on it. One that does not run is started where that is asked for.
param($Request)

$running = $false
if ([Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT) {
    $service = Get-Service -Name $Request.service -ErrorAction SilentlyContinue
    $running = $null -ne $service -and $service.Status -eq 'Running'
    if ($running) { Restart-Service -Name $Request.service -Force }
    elseif ($null -ne $service -and $Request.start) {
        # Whoever had it stopped may have ended before it did.
        if ($service.Status -eq 'StopPending') { $service.WaitForStatus('Stopped', [TimeSpan]::FromMinutes(2)) }
        Start-Service -Name $Request.service
    }
}
@{ ran = $running }
