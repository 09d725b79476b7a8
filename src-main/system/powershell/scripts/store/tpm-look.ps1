# Says the public part of a key of that name in the TPM, or nothing where there is none. Changes nothing.
param($Request)
. "$PSScriptRoot/tpm-keys.ps1"
. "$PSScriptRoot/tpm-public.ps1"

$public = $null
$key = Open-HeldKey $Request
if ($null -ne $key) { $public = Get-PublicKey $key }
@{ public = $public }
