# Takes longer than anybody waits.
param($Request)

Start-Sleep -Seconds $Request.seconds
@{ awake = $true }
