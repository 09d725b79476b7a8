# Says in which root the chain of a certificate (DER, base64) ends as the computer sees it, and in which roots the computer trusts. What one
# person trusts in beside them (CurrentUser) any program of theirs may have added.
param($Request)

$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]] [Convert]::FromBase64String($Request.signer))
$chain = New-Object System.Security.Cryptography.X509Certificates.X509Chain $true
# What was revoked and what has expired Get-AuthenticodeSignature has looked at, with the time it was signed at.
$chain.ChainPolicy.RevocationMode = [System.Security.Cryptography.X509Certificates.X509RevocationMode]::NoCheck
$chain.ChainPolicy.VerificationFlags = [System.Security.Cryptography.X509Certificates.X509VerificationFlags] 'IgnoreNotTimeValid, IgnoreNotTimeNested'
foreach ($der in $Request.others) {
    $other = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]] [Convert]::FromBase64String($der))
    $null = $chain.ChainPolicy.ExtraStore.Add($other)
}
$root = $null
if ($chain.Build($certificate)) {
    $last = $chain.ChainElements[$chain.ChainElements.Count - 1]
    $root = [Convert]::ToBase64String($last.Certificate.RawData)
}

$roots = New-Object 'System.Collections.Generic.List[string]'
$store = New-Object System.Security.Cryptography.X509Certificates.X509Store 'Root', 'LocalMachine'
$store.Open('ReadOnly')
try { foreach ($each in $store.Certificates) { $roots.Add([Convert]::ToBase64String($each.RawData)) } }
finally { $store.Close() }
@{ root = $root; roots = $roots.ToArray() }
