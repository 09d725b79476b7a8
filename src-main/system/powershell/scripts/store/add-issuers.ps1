# Puts the certificates of a chain (DER, base64) into the store CA, where Windows looks for them when it builds one.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$added = 0
$store = Open-Store 'CA' $Request.location 'ReadWrite'
try {
    foreach ($der in $Request.certificates) {
        $issuer = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]] [Convert]::FromBase64String($der))
        if ($null -eq (Find-Certificate $store $issuer.Thumbprint)) {
            $store.Add($issuer)
            $added++
        }
    }
}
finally { $store.Close() }
@{ added = $added }
