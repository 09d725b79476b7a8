# Puts a certificate with its private key into the store My. The secret is the PFX's password and, on the next line, the PFX.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$lines = [IO.File]::ReadAllText($Request.secretFile).Split("`n")
[IO.File]::Delete($Request.secretFile)
$pfx = [Convert]::FromBase64String($lines[1])

function Read-Pfx {
    param([string] $Flags)
    $how = [System.Security.Cryptography.X509Certificates.X509KeyStorageFlags] $Flags
    return [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]] $pfx, [string] $lines[0], $how)
}

# In memory first: what cannot be read, or is not what was meant, leaves no key behind.
$tried = Read-Pfx 'EphemeralKeySet'
try {
    if ($tried.Thumbprint -ne $Request.thumbprint) { throw "the file holds another certificate ($($tried.Thumbprint))" }
    if (-not (Test-KeyPair $tried (Open-PrivateKey $tried))) { throw 'the key does not belong to the certificate' }
}
finally { $tried.Dispose() }

$keySet = if ($Request.location -eq 'LocalMachine') { 'MachineKeySet' } else { 'UserKeySet' }
$exportable = if ($Request.exportable) { ', Exportable' } else { '' }
$store = Open-Store 'My' $Request.location 'ReadWrite'
try {
    # One that lost its key would stay without, and one that is given out would go on being.
    $former = Find-Certificate $store $Request.thumbprint
    if ($null -ne $former) {
        Remove-PrivateKey $former
        $store.Remove($former)
    }
    $certificate = Read-Pfx "$keySet, PersistKeySet$exportable"
    try {
        if ($runsOnWindows) { $certificate.FriendlyName = $Request.friendlyName }
        $store.Add($certificate)
    }
    catch {
        Remove-PrivateKey $certificate
        throw
    }
    finally { $certificate.Dispose() }
}
finally { $store.Close() }
@{ installed = $true }
