# Takes the key from a certificate of the store, and leaves the certificate.
param($Request)

$place = [System.Security.Cryptography.X509Certificates.StoreLocation]::CurrentUser
$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', $place)
$store.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite)
try {
    $found = $store.Certificates.Find('FindByThumbprint', $Request.thumbprint, $false)
    $store.Remove($found[0])
    $store.Add([System.Security.Cryptography.X509Certificates.X509Certificate2]::new($found[0].RawData))
}
finally { $store.Close() }
@{ lost = $true }
