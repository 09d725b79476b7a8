# Opens what lock.ps1 has locked (base64: the secret), into the file for the answer's.
param($Request)
. "$PSScriptRoot/machine-key.ps1"

$locked = [Convert]::FromBase64String([IO.File]::ReadAllText($Request.secretFile))
[IO.File]::Delete($Request.secretFile)
$opened = $true
try {
    $plain = [System.Security.Cryptography.ProtectedData]::Unprotect($locked, $purpose, $scope)
    [IO.File]::WriteAllText($Request.secretAnswerFile, [Convert]::ToBase64String($plain))
}
catch [System.Security.Cryptography.CryptographicException] {
    # Another machine's, or damaged.
    $opened = $false
}
@{ opened = $opened }
