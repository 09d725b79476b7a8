# Says whether a certificate lies in the store My, whether its key is there and where, and which of its issuers are not in CA.
# Changes nothing.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$found = $null
$store = Open-Store 'My' $Request.location 'ReadOnly'
try {
    $certificate = Find-Certificate $store $Request.thumbprint
    if ($null -ne $certificate) {
        $belongs = $false
        $problem = 0
        $place = Get-KeyPlace $null
        try {
            $key = Open-PrivateKey $certificate
            if ($null -ne $key) {
                $place = Get-KeyPlace $key
                $belongs = Test-KeyPair $certificate $key
            }
        }
        catch {
            # Whether it is gone or only out of reach is for others to say, by the number.
            $problem = (Get-InnermostException $_.Exception).HResult
        }
        $found = @{
            der = [Convert]::ToBase64String($certificate.RawData)
            notAfter = [DateTimeOffset]::new($certificate.NotAfter.ToUniversalTime()).ToUnixTimeMilliseconds()
            belongs = $belongs
            problem = $problem
            place = $place
        }
    }
}
finally { $store.Close() }

$missing = New-Object 'System.Collections.Generic.List[string]'
$issuers = New-Object 'System.Collections.Generic.List[string]'
$store = Open-Store 'CA' $Request.location 'ReadOnly'
try {
    foreach ($thumbprint in $Request.issuers) {
        $issuer = Find-Certificate $store $thumbprint
        if ($null -eq $issuer) { $missing.Add($thumbprint) }
        else { $issuers.Add([Convert]::ToBase64String($issuer.RawData)) }
    }
}
finally { $store.Close() }

$identity = ''
if ($runsOnWindows) { $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value }

@{
    found = $found
    issuers = $issuers.ToArray()
    missing = $missing.ToArray()
    windows = $runsOnWindows
    folders = @{
        all = [Environment]::GetFolderPath('CommonApplicationData')
        own = [Environment]::GetFolderPath('ApplicationData')
        home = [Environment]::GetFolderPath('UserProfile')
    }
    identity = $identity
}
