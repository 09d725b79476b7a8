# Adds a certificate (DER, base64) to the roots that this user alone trusts in, as any program of theirs can.
param($Request)

$root = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]] [Convert]::FromBase64String($Request.root))
$place = [System.Security.Cryptography.X509Certificates.StoreLocation]::CurrentUser
$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('Root', $place)
$store.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite)
try { $store.Add($root) } finally { $store.Close() }
@{ trusted = $true }
