# Takes a certificate out of the store My. Its key goes first: whoever is cut off in between still finds what names the rest.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$removed = $false
$store = Open-Store 'My' $Request.location 'ReadWrite'
try {
    $certificate = Find-Certificate $store $Request.thumbprint
    if ($null -ne $certificate) {
        Remove-PrivateKey $certificate
        $store.Remove($certificate)
        $removed = $true
    }
}
finally { $store.Close() }
@{ removed = $removed }
