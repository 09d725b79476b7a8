# Takes the place of tpm-keys.ps1 where there are no key storage providers: keys in files of the user's own folder.

function Get-HeldFile {
    param($Request)
    return [IO.Path]::Combine([Environment]::GetFolderPath('UserProfile'), $Request.provider + '-' + $Request.key + '.json')
}

function New-HeldKey {
    param($Request)
    if ($Request.provider -eq 'none') { throw [System.Security.Cryptography.CryptographicException]::new(-2144796415) }
    # NTE_EXISTS
    if ([IO.File]::Exists((Get-HeldFile $Request))) { throw [System.Security.Cryptography.CryptographicException]::new(-2146893809) }
    if ($Request.keyType -eq 'rsa-2048') {
        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $saved = @{ rsa = $key.ToXmlString($true) }
    }
    else {
        $key = [System.Security.Cryptography.ECDsa]::Create([System.Security.Cryptography.ECCurve+NamedCurves]::nistP256)
        $parts = $key.ExportParameters($true)
        $saved = @{
            d = [Convert]::ToBase64String($parts.D)
            x = [Convert]::ToBase64String($parts.Q.X)
            y = [Convert]::ToBase64String($parts.Q.Y)
        }
    }
    [IO.File]::WriteAllText((Get-HeldFile $Request), (ConvertTo-Json $saved))
    return $key
}

function Open-HeldKey {
    param($Request)
    $file = Get-HeldFile $Request
    if (-not [IO.File]::Exists($file)) { return $null }
    $saved = ConvertFrom-Json ([IO.File]::ReadAllText($file))
    if ($saved.PSObject.Properties.Name -contains 'rsa') {
        $key = [System.Security.Cryptography.RSA]::Create()
        $key.FromXmlString($saved.rsa)
        return $key
    }
    $point = New-Object System.Security.Cryptography.ECPoint
    $point.X = [Convert]::FromBase64String($saved.x)
    $point.Y = [Convert]::FromBase64String($saved.y)
    $parts = New-Object System.Security.Cryptography.ECParameters
    $parts.Curve = [System.Security.Cryptography.ECCurve+NamedCurves]::nistP256
    $parts.Q = $point
    $parts.D = [Convert]::FromBase64String($saved.d)
    return [System.Security.Cryptography.ECDsa]::Create($parts)
}

function Remove-HeldKey {
    param($Request)
    [IO.File]::Delete((Get-HeldFile $Request))
}
