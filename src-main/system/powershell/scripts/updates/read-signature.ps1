# Says who has signed a program (Authenticode), whether Windows believes it, and as which version of which product it was signed.
param($Request)

$signature = Get-AuthenticodeSignature -LiteralPath $Request.file
$subject = $null
if ($null -ne $signature.SignerCertificate) { $subject = $signature.SignerCertificate.Subject }
$information = (Get-Item -LiteralPath $Request.file -Force).VersionInfo
$product = $information.ProductName
if ($null -ne $product) { $product = $product.Trim() }
$version = $information.ProductVersion
if ($null -ne $version) { $version = $version.Trim() }
@{ status = [string] $signature.Status; subject = $subject; product = $product; version = $version }
