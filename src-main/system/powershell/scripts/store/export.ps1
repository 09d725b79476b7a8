# Gives a certificate of the store My out with its key, as a PFX (base64) under the password that is the secret.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$password = [IO.File]::ReadAllText($Request.secretFile)
[IO.File]::Delete($Request.secretFile)
$store = Open-Store 'My' $Request.location 'ReadOnly'
try {
    $certificate = Find-Certificate $store $Request.thumbprint
    $exported = $null -ne $certificate
    $stays = $false
    if ($exported) {
        try {
            $pfx = $certificate.Export([System.Security.Cryptography.X509Certificates.X509ContentType]::Pfx, $password)
            [IO.File]::WriteAllText($Request.secretAnswerFile, [Convert]::ToBase64String($pfx))
        }
        catch {
            # NTE_BAD_KEY_STATE, NTE_NOT_SUPPORTED, NTE_PERM: its provider gives this key to nobody.
            if (@(-2146893813, -2146893783, -2146893808) -notcontains (Get-InnermostException $_.Exception).HResult) { throw }
            $exported = $false
            $stays = $true
        }
    }
}
finally { $store.Close() }
@{ exported = $exported; stays = $stays }
