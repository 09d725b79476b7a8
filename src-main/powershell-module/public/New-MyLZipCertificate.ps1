# A command of the module MyLZip.Ssl: docs/powershell.md.
function New-MyLZipCertificate {
<#
.SYNOPSIS
    Orders a certificate for names, and manages it from then on.
.DESCRIPTION
    What is left out is the agent's own usual choice. Answers as soon as the order has begun; it is tried again where it fails.
.PARAMETER Name
    DNS names, wildcards and IP addresses; the certificate is known by the first.
.PARAMETER Authority
    ACME directories, in the order they are tried.
.PARAMETER CertificateProfile
    A profile of the authority.
.PARAMETER KeyType
    The kind of key.
.PARAMETER KeyUse
    Whether a renewal makes a new key, here or in the TPM of this machine, or goes on with the one before.
.PARAMETER NotExportable
    The key is never given out again.
.PARAMETER PreferredChain
    The common name of the root or issuer to prefer.
.PARAMETER Proof
    How the names are proven.
.PARAMETER ProofPort
    The port to listen at, where the proof has one.
.PARAMETER ProofFolder
    The folder of a web server that is there.
.PARAMETER ProofServer
    The DNS server, as rfc2136://HOST:PORT/ZONE?key=NAME.
.PARAMETER RequestPath
    A PKCS#10 file, where the key lies elsewhere.
.PARAMETER Wait
    Stay until the run has ended, and answer the certificate. What failed is an error by its own code.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    New-MyLZipCertificate intranet.example -Wait

    Orders one and stays until it is there.
.EXAMPLE
    New-MyLZipCertificate www.example, example -KeyType p-256 -WhatIf

    Says what would be ordered.
.OUTPUTS
    MyLZip.Ssl.Run, or with -Wait MyLZip.Ssl.Certificate
.NOTES
    contract: certificates.order
#>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('MyLZip.Ssl.Run', 'MyLZip.Ssl.Certificate')]
    param(
        # contract: names
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [string[]] $Name,

        # contract: authorities
        [string[]] $Authority,

        # contract: profile
        [string] $CertificateProfile,

        # contract: keyType
        [string] $KeyType,

        # contract: keyUse
        [string] $KeyUse,

        [switch] $NotExportable,

        # contract: preferredChain
        [string] $PreferredChain,

        # contract: proof.via
        [string] $Proof,

        # contract: proof.port
        [int] $ProofPort,

        # contract: proof.folder
        [string] $ProofFolder,

        # contract: proof.server
        [string] $ProofServer,

        [string] $RequestPath,

        [switch] $Wait,

        [string] $DataFolder
    )
    process {
        if (-not $PSCmdlet.ShouldProcess(($Name -join ', '), 'Order a certificate')) { return }
        try {
            $with = @{ names = $Name }
            if ($Authority) { $with.authorities = $Authority }
            if ($CertificateProfile) { $with.profile = $CertificateProfile }
            if ($KeyType) { $with.keyType = $KeyType }
            if ($KeyUse) { $with.keyUse = $KeyUse }
            if ($NotExportable) { $with.exportable = $false }
            if ($PreferredChain) { $with.preferredChain = $PreferredChain }
            if ($Proof) {
                $with.proof = @{ via = $Proof }
                if ($ProofPort) { $with.proof.port = $ProofPort }
                if ($ProofFolder) { $with.proof.folder = $ProofFolder }
                if ($ProofServer) { $with.proof.server = $ProofServer }
            }
            if ($RequestPath) {
                $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($RequestPath)
                $with.csr = Read-InputText $file
            }
            $begun = Invoke-AgentOperation 'certificates.order' $with -DataFolder $DataFolder
            if ($Wait) { Wait-AgentRun $begun.RunId -DataFolder $DataFolder }
            else { Add-TypeName $begun 'Run' }
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
