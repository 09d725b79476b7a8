# Opens what lock.ps1 has locked (base64), into the secret file.
param($Request)
. "$PSScriptRoot/machine-key.ps1"

$opened = $true
try {
    $plain = [System.Security.Cryptography.ProtectedData]::Unprotect([Convert]::FromBase64String($Request.locked), $purpose, $scope)
    [IO.File]::WriteAllText($Request.secretAnswerFile, [Convert]::ToBase64String($plain))
}
catch [System.Security.Cryptography.CryptographicException] {
    # Another machine's, or damaged.
    $opened = $false
}
@{ opened = $opened }
