# Says who has signed a program (Authenticode), whether Windows believes it, and as which version of which product it was signed. With it
# come the signer's certificate and the others in the file (DER, base64), by which updates/read-roots.ps1 looks for who vouches for it.
param($Request)

$signature = Get-AuthenticodeSignature -LiteralPath $Request.file
$subject = $null
$signer = $null
$others = New-Object 'System.Collections.Generic.List[string]'
if ($null -ne $signature.SignerCertificate) {
    $subject = $signature.SignerCertificate.Subject
    $signer = [Convert]::ToBase64String($signature.SignerCertificate.RawData)
    $held = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2Collection
    # Without them Windows fetches what is missing from where the signer's certificate says.
    try { $held.Import($Request.file) } catch { $held.Clear() }
    foreach ($certificate in $held) { $others.Add([Convert]::ToBase64String($certificate.RawData)) }
}
$information = (Get-Item -LiteralPath $Request.file -Force).VersionInfo
$product = $information.ProductName
if ($null -ne $product) { $product = $product.Trim() }
$version = $information.ProductVersion
if ($null -ne $version) { $version = $version.Trim() }
@{
    status = [string] $signature.Status
    subject = $subject
    product = $product
    version = $version
    signer = $signer
    others = $others.ToArray()
}
