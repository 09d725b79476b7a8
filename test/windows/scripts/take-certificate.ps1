# Takes a certificate out of the user's store My, as a person may in the certificate manager. Its key stays.
param($Request)

$place = [System.Security.Cryptography.X509Certificates.StoreLocation]::CurrentUser
$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', $place)
$store.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite)
try {
    $found = $store.Certificates.Find('FindByThumbprint', $Request.thumbprint, $false)
    $store.Remove($found[0])
}
finally { $store.Close() }
@{ taken = $true }
