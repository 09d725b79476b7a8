# Takes a certificate out of the store of issuers, as somebody who tidies up does.
param($Request)

$place = [System.Security.Cryptography.X509Certificates.StoreLocation]::CurrentUser
$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('CA', $place)
$store.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite)
try {
    $found = $store.Certificates.Find('FindByThumbprint', $Request.thumbprint, $false)
    $store.Remove($found[0])
}
finally { $store.Close() }
@{ taken = $true }
