# Puts a certificate (DER, base64) into the store My, bound to the key of that name in the TPM.
param($Request)
. "$PSScriptRoot/certificates.ps1"
. "$PSScriptRoot/tpm-keys.ps1"

$key = Open-HeldKey $Request
if ($null -ne $key) {
    $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]] [Convert]::FromBase64String($Request.certificate))
    if (-not (Test-KeyPair $certificate $key)) { throw 'the key does not belong to the certificate' }
    if ($key -is [System.Security.Cryptography.RSA]) {
        $bound = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::CopyWithPrivateKey($certificate, $key)
    }
    else { $bound = [System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::CopyWithPrivateKey($certificate, $key) }
    if ($runsOnWindows) { $bound.FriendlyName = $Request.friendlyName }
    $store = Open-Store 'My' $Request.location 'ReadWrite'
    try { $store.Add($bound) }
    finally { $store.Close() }
}
@{ bound = $null -ne $key }
