# Says who has signed a program (Authenticode), and whether Windows believes it.
param($Request)

$signature = Get-AuthenticodeSignature -LiteralPath $Request.file
$subject = $null
if ($null -ne $signature.SignerCertificate) { $subject = $signature.SignerCertificate.Subject }
@{ status = [string] $signature.Status; subject = $subject }
