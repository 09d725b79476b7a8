# Has the listener of WinRM at an address present this certificate: makes it where there is none, takes it away where no
# certificate is said. Without a name it is called as the certificate is.
param($Request)

$present = $false
$running = $false
if ([Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT) {
    $service = Get-Service -Name WinRM -ErrorAction SilentlyContinue
    $present = $null -ne $service
    $running = $present -and $service.Status -eq 'Running'
}
if ($running) {
    $listener = @{ ResourceURI = 'winrm/config/Listener'; SelectorSet = @{ Address = $Request.address; Transport = 'HTTPS' } }
    $name = $Request.hostName
    if ($null -eq $name -and $Request.thumbprint -ne '') {
        $place = [System.Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine
        $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', $place)
        $store.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadOnly)
        try { $found = $store.Certificates.Find('FindByThumbprint', $Request.thumbprint, $false) }
        finally { $store.Close() }
        if ($found.Count -eq 0) { throw "the certificate $($Request.thumbprint) is not in LocalMachine\My" }
        $name = $found[0].GetNameInfo([System.Security.Cryptography.X509Certificates.X509NameType]::SimpleName, $false)
    }
    $values = @{ CertificateThumbprint = $Request.thumbprint; Hostname = $name; Port = [string] $Request.port; Enabled = 'true' }
    if ($Request.thumbprint -eq '') { [void] (Remove-WSManInstance @listener) }
    elseif ($Request.exists) { [void] (Set-WSManInstance @listener -ValueSet $values) }
    else { [void] (New-WSManInstance @listener -ValueSet $values) }
}
@{ present = $present; running = $running }
