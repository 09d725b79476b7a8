# Makes a key under a name in the TPM that none has, and says its public part. What the TPM does not make is said by the number.
param($Request)
. "$PSScriptRoot/certificates.ps1"
. "$PSScriptRoot/tpm-keys.ps1"
. "$PSScriptRoot/tpm-public.ps1"

$public = $null
$problem = 0
$reason = ''
try { $public = Get-PublicKey (New-HeldKey $Request) }
catch {
    $exception = Get-InnermostException $_.Exception
    $problem = $exception.HResult
    $reason = $exception.Message
}
@{ public = $public; problem = $problem; reason = $reason }
