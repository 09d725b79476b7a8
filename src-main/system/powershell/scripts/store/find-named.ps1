# Says what certificates of these thumbprints say of themselves, wherever programs of this location look for theirs. Changes nothing.
param($Request)
. "$PSScriptRoot/certificates.ps1"

$found = New-Object 'System.Collections.Generic.List[object]'
foreach ($name in $Request.stores) {
    try { $store = Open-Store $name $Request.location 'OpenExistingOnly' }
    catch {
        # Not every machine has each of the others.
        if ($name -eq 'My') { throw }
        continue
    }
    try {
        foreach ($thumbprint in $Request.thumbprints) {
            $certificate = Find-Certificate $store $thumbprint
            if ($null -eq $certificate) { continue }
            $found.Add(@{
                    thumbprint = $certificate.Thumbprint
                    subject = $certificate.Subject
                    notAfter = [DateTimeOffset]::new($certificate.NotAfter.ToUniversalTime()).ToUnixTimeMilliseconds()
                })
        }
    }
    finally { $store.Close() }
}

@{ found = $found.ToArray() }
