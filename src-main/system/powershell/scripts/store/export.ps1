# Gives a certificate of the store My out with its key, as a PFX (base64) under the password that is the secret.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$password = [IO.File]::ReadAllText($Request.secretFile)
[IO.File]::Delete($Request.secretFile)
$store = Open-Store 'My' $Request.location 'ReadOnly'
try {
    $certificate = Find-Certificate $store $Request.thumbprint
    $exported = $null -ne $certificate
    if ($exported) {
        $pfx = $certificate.Export([System.Security.Cryptography.X509Certificates.X509ContentType]::Pfx, $password)
        [IO.File]::WriteAllText($Request.secretAnswerFile, [Convert]::ToBase64String($pfx))
    }
}
finally { $store.Close() }
@{ exported = $exported }
