# Deletes a key of that name from the TPM. Harmless where there is none.
param($Request)
. "$PSScriptRoot/tpm-keys.ps1"

Remove-HeldKey $Request
@{ removed = $true }
