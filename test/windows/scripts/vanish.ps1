# Ends PowerShell itself.
param($Request)

[Environment]::Exit(3)
