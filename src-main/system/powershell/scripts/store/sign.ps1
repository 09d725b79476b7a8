# Signs data (base64) with the key of a certificate of the store My, and says the signature. The key stays where it is.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$signature = ''
$store = Open-Store 'My' $Request.location 'ReadOnly'
try {
    $certificate = Find-Certificate $store $Request.thumbprint
    if ($null -ne $certificate) {
        $key = Open-PrivateKey $certificate
        if ($null -ne $key) { $signature = [Convert]::ToBase64String((New-Signature $key ([Convert]::FromBase64String($Request.data)))) }
    }
}
finally { $store.Close() }
@{ signature = $signature }
