# Says who has signed a program (Authenticode), whether Windows believes it, and as which version it was signed.
param($Request)

$signature = Get-AuthenticodeSignature -LiteralPath $Request.file
$subject = $null
if ($null -ne $signature.SignerCertificate) { $subject = $signature.SignerCertificate.Subject }
$version = (Get-Item -LiteralPath $Request.file -Force).VersionInfo.ProductVersion
if ($null -ne $version) { $version = $version.Trim() }
@{ status = [string] $signature.Status; subject = $subject; version = $version }
