# Locks bytes (base64: the secret) with this machine's own key (DPAPI). Answers what opens on this machine alone.
param($Request)
. "$PSScriptRoot/machine-key.ps1"

$plain = [Convert]::FromBase64String([IO.File]::ReadAllText($Request.secretFile))
[IO.File]::Delete($Request.secretFile)
@{ locked = [Convert]::ToBase64String([System.Security.Cryptography.ProtectedData]::Protect($plain, $purpose, $scope)) }
