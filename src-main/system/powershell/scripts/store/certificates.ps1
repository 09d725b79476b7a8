# What the scripts of this folder share: opening a store, finding in it, and the private key that belongs to a certificate.
# X509Store and its kin are in Windows PowerShell 5.1 as in 7; the cmdlets for certificates are not the same in both.

$runsOnWindows = [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT

function Open-Store {
    param([string] $Name, [string] $Location, [string] $Access)
    $place = [System.Security.Cryptography.X509Certificates.StoreLocation] $Location
    $store = [System.Security.Cryptography.X509Certificates.X509Store]::new($Name, $place)
    $store.Open([System.Security.Cryptography.X509Certificates.OpenFlags] $Access)
    return $store
}

function Find-Certificate {
    param($Store, [string] $Thumbprint)
    $found = $Store.Certificates.Find([System.Security.Cryptography.X509Certificates.X509FindType]::FindByThumbprint, $Thumbprint, $false)
    if ($found.Count -eq 0) { return $null }
    return $found[0]
}

# Throws where the certificate names a key that cannot be opened.
function Open-PrivateKey {
    param($Certificate)
    if (-not $Certificate.HasPrivateKey) { return $null }
    $key = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($Certificate)
    if ($null -ne $key) { return $key }
    return [System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPrivateKey($Certificate)
}

# Whether what is signed with the one is proven by the other: a container may hold another key by now.
function Test-KeyPair {
    param($Certificate, $Key)
    $hash = New-Object byte[] 32
    if ($Key -is [System.Security.Cryptography.RSA]) {
        $public = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPublicKey($Certificate)
        $name = [System.Security.Cryptography.HashAlgorithmName]::SHA256
        $padding = [System.Security.Cryptography.RSASignaturePadding]::Pkcs1
        return $public.VerifyHash($hash, $Key.SignHash($hash, $name, $padding), $name, $padding)
    }
    $public = [System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPublicKey($Certificate)
    return $public.VerifyHash($hash, $Key.SignHash($hash))
}

# As JWS has it (RFC 7518, sections 3.3 and 3.4), with the hash that goes with the key's strength.
function New-Signature {
    param($Key, [byte[]] $Data)
    $hash = [System.Security.Cryptography.HashAlgorithmName]::SHA256
    if ($Key -is [System.Security.Cryptography.RSA]) {
        return $Key.SignData($Data, $hash, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    }
    if ($Key.KeySize -eq 384) { $hash = [System.Security.Cryptography.HashAlgorithmName]::SHA384 }
    return $Key.SignData($Data, $hash)
}

function Get-InnermostException {
    param($Exception)
    while ($null -ne $Exception.InnerException) { $Exception = $Exception.InnerException }
    return $Exception
}

function Test-CngKey {
    param($Key)
    return ($Key -is [System.Security.Cryptography.RSACng]) -or ($Key -is [System.Security.Cryptography.ECDsaCng])
}

# Where Windows keeps it. Elsewhere .NET keeps it in the file of its certificate.
function Get-KeyPlace {
    param($Key)
    if ($Key -is [System.Security.Cryptography.ICspAsymmetricAlgorithm]) {
        $container = $Key.CspKeyContainerInfo
        return @{
            kind = 'capi'; provider = $container.ProviderName
            container = $container.UniqueKeyContainerName; machine = $container.MachineKeyStore
        }
    }
    if (Test-CngKey $Key) {
        return @{
            kind = 'cng'; provider = $Key.Key.Provider.Provider
            container = [string] $Key.Key.UniqueName; machine = $Key.Key.IsMachineKey
        }
    }
    return @{ kind = 'file'; provider = ''; container = ''; machine = $false }
}

# What was imported to persist is never deleted with its certificate.
function Remove-PrivateKey {
    param($Certificate)
    if (-not $runsOnWindows) { return }
    try {
        $key = Open-PrivateKey $Certificate
        if ($null -eq $key) { return }
        if ($key -is [System.Security.Cryptography.ICspAsymmetricAlgorithm]) {
            $key.PersistKeyInCsp = $false
            $key.Clear()
        }
        elseif (Test-CngKey $key) { $key.Key.Delete() }
    }
    catch [System.Security.Cryptography.CryptographicException] {
        # NTE_BAD_KEYSET, NTE_NO_KEY: it is gone already.
        if (@(-2146893802, -2146893811) -notcontains (Get-InnermostException $_.Exception).HResult) { throw }
    }
}
