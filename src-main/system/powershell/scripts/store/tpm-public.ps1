# The public part of a key as a JSON Web Key has it, each number as base64.

function Get-PublicKey {
    param($Key)
    $parameters = $Key.ExportParameters($false)
    if ($Key -is [System.Security.Cryptography.RSA]) {
        return @{ kty = 'RSA'; n = [Convert]::ToBase64String($parameters.Modulus); e = [Convert]::ToBase64String($parameters.Exponent) }
    }
    return @{ kty = 'EC'; crv = 'P-256'; x = [Convert]::ToBase64String($parameters.Q.X); y = [Convert]::ToBase64String($parameters.Q.Y) }
}
