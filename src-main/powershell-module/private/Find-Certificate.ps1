# The certificate that somebody means, as the command line finds it: by its id, by the name it is known by, by any name in it.
function Find-Certificate {
    param([Parameter(Mandatory = $true)] [string] $Wanted, [string] $DataFolder)
    $all = @(Get-CertificateList $DataFolder)
    $kept = @($all | Where-Object { $_.Id -eq $Wanted })
    if ($kept.Count -eq 0) { $kept = @($all | Where-Object { $_.Names[0] -eq $Wanted }) }
    if ($kept.Count -eq 0) { $kept = @($all | Where-Object { $_.Names -contains $Wanted }) }
    if ($kept.Count -eq 0) { throw (Get-AgentError 'CERTIFICATE_NOT_FOUND' -Facts @{ certificateId = $Wanted }) }
    if ($kept.Count -gt 1) {
        $list = ($kept | ForEach-Object { $_.Id + ' (' + $_.Names[0] + ')' }) -join ', '
        throw (Get-AgentError 'CERTIFICATE_NAME_AMBIGUOUS' -Facts @{ name = $Wanted; certificates = $list })
    }
    $kept[0]
}

function Get-CertificateList {
    param([string] $DataFolder)
    foreach ($certificate in (Invoke-AgentOperation 'certificates.list' -DataFolder $DataFolder)) { Get-CertificateObject $certificate }
}

function Get-CertificateObject {
    param($Certificate)
    Add-Member -InputObject $Certificate -NotePropertyName 'Name' -NotePropertyValue $Certificate.Names[0]
    Add-TypeName $Certificate 'Certificate'
}
