# Signs data (base64) with a key of the TPM, and says the signature: nothing where there is no key of that name.
param($Request)
. "$PSScriptRoot/certificates.ps1"
. "$PSScriptRoot/tpm-keys.ps1"

$signature = ''
$key = Open-HeldKey $Request
if ($null -ne $key) { $signature = [Convert]::ToBase64String((New-Signature $key ([Convert]::FromBase64String($Request.data)))) }
@{ signature = $signature }
