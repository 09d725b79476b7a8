# From here on all that is seen of this session is written down.
param($Request)

[void] (Start-Transcript -Path $Request.file)
@{ transcribing = $true }
