# Makes, opens and deletes a key by its name in a key storage provider. Only Windows has such: whatever else is done with these
# keys needs no more than what is answered here, an RSA or ECDsa that signs.

function Get-HeldPlace {
    param($Request)
    return @{
        provider = New-Object System.Security.Cryptography.CngProvider $Request.provider
        machine = $Request.location -eq 'LocalMachine'
    }
}

function Get-HeldAlgorithm {
    param($CngKey)
    if ($CngKey.AlgorithmGroup -eq [System.Security.Cryptography.CngAlgorithmGroup]::Rsa) {
        return New-Object System.Security.Cryptography.RSACng $CngKey
    }
    return New-Object System.Security.Cryptography.ECDsaCng $CngKey
}

# Who may use a key, as its provider takes it. By ToObject: what it is to be set by (DACL_SECURITY_INFORMATION) is no member of .NET's
# enum, and a cast is PowerShell's to refuse.
function New-RightsProperty {
    param([byte[]] $Descriptor)
    $list = [Enum]::ToObject([System.Security.Cryptography.CngPropertyOptions], 4)
    return [System.Security.Cryptography.CngProperty]::new('Security Descr', $Descriptor, $list)
}

# One of the same name is never replaced: a program may be using it. What its provider does not make it refuses by an exception.
function New-HeldKey {
    param($Request)
    $place = Get-HeldPlace $Request
    $options = 'None'
    if ($place.machine) { $options = 'MachineKey' }
    $parameters = New-Object System.Security.Cryptography.CngKeyCreationParameters
    $parameters.Provider = $place.provider
    $parameters.KeyCreationOptions = [System.Security.Cryptography.CngKeyCreationOptions] $options
    $parameters.ExportPolicy = [System.Security.Cryptography.CngExportPolicies]::None
    $algorithm = [System.Security.Cryptography.CngAlgorithm]::ECDsaP256
    if ($Request.keyType -eq 'rsa-2048') {
        $algorithm = [System.Security.Cryptography.CngAlgorithm]::Rsa
        $none = [System.Security.Cryptography.CngPropertyOptions]::None
        $parameters.Parameters.Add([System.Security.Cryptography.CngProperty]::new('Length', [BitConverter]::GetBytes([int] 2048), $none))
    }
    if ($Request.rights -ne '') {
        $descriptor = [System.Security.AccessControl.RawSecurityDescriptor]::new($Request.rights)
        $bytes = New-Object byte[] $descriptor.BinaryLength
        $descriptor.GetBinaryForm($bytes, 0)
        $parameters.Parameters.Add((New-RightsProperty $bytes))
    }
    return Get-HeldAlgorithm ([System.Security.Cryptography.CngKey]::Create($algorithm, $Request.key, $parameters))
}

function Open-CngKey {
    param($Request)
    $place = Get-HeldPlace $Request
    $options = [System.Security.Cryptography.CngKeyOpenOptions]::None
    if ($place.machine) { $options = [System.Security.Cryptography.CngKeyOpenOptions]::MachineKey }
    if (-not [System.Security.Cryptography.CngKey]::Exists($Request.key, $place.provider, $options)) { return $null }
    return [System.Security.Cryptography.CngKey]::Open($Request.key, $place.provider, $options)
}

# $null where there is none of this name.
function Open-HeldKey {
    param($Request)
    $key = Open-CngKey $Request
    if ($null -eq $key) { return $null }
    return Get-HeldAlgorithm $key
}

function Remove-HeldKey {
    param($Request)
    $key = Open-CngKey $Request
    if ($null -ne $key) { $key.Delete() }
}
