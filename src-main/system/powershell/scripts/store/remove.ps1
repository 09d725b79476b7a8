# Takes a certificate out of the store My. Its key goes first: whoever is cut off in between still finds what names the rest.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$removed = $false
$store = Open-Store 'My' $Request.location 'ReadWrite'
try {
    $certificate = Find-Certificate $store $Request.thumbprint
    if ($null -ne $certificate) {
        try { Remove-PrivateKey $certificate }
        catch [System.Security.Cryptography.CryptographicException] {
            # NTE_BAD_KEYSET, NTE_NO_KEY: it is gone already.
            $exception = $_.Exception
            while ($null -ne $exception.InnerException) { $exception = $exception.InnerException }
            if (@(-2146893802, -2146893811) -notcontains $exception.HResult) { throw }
        }
        $store.Remove($certificate)
        $removed = $true
    }
}
finally { $store.Close() }
@{ removed = $removed }
