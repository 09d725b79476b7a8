# Reads the certificate (DER, base64) of each of these PFX files of the central store, which have no password. Changes nothing.
param($Request)

$found = New-Object 'System.Collections.Generic.List[object]'
foreach ($file in $Request.files) {
    $der = $null
    $readable = $true
    if ([IO.File]::Exists($file)) {
        try {
            $how = [System.Security.Cryptography.X509Certificates.X509KeyStorageFlags]::EphemeralKeySet
            $all = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2Collection
            $all.Import([IO.File]::ReadAllBytes($file), '', $how)
            foreach ($certificate in $all) {
                if ($certificate.HasPrivateKey) { $der = [Convert]::ToBase64String($certificate.RawData) }
                $certificate.Dispose()
            }
        }
        catch [System.Security.Cryptography.CryptographicException] { $readable = $false }
    }
    $found.Add(@{ der = $der; readable = $readable })
}
@{ files = $found.ToArray() }
