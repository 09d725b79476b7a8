# A command of the module MyLZip.Ssl: docs/powershell.md.
function Revoke-MyLZipCertificate {
<#
.SYNOPSIS
    Tells the authority that a certificate must not be trusted any more, and replaces it where it is in use.
.DESCRIPTION
    Cannot be taken back, so it asks first; -Confirm:$false answers it.
.PARAMETER Certificate
    A name or an id of a certificate, or a certificate from the pipeline.
.PARAMETER Reason
    Why.
.PARAMETER Version
    An earlier version, by its number. Left out: the one in use.
.PARAMETER Wait
    Stay until the one that replaces it is there.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Revoke-MyLZipCertificate intranet.example -Reason keyCompromise

    Asks first, then revokes.
.EXAMPLE
    Revoke-MyLZipCertificate intranet.example -Reason superseded -Wait -Confirm:$false

    Without a question, and until it is replaced.
.OUTPUTS
    MyLZip.Ssl.Revocation
.NOTES
    contract: certificates.revoke
#>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    [OutputType('MyLZip.Ssl.Revocation')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('Id', 'CertificateId', 'Name')]
        [string] $Certificate,

        # contract: reason
        [Parameter(Position = 1)]
        [string] $Reason = 'unspecified',

        # contract: version
        [int] $Version,

        [switch] $Wait,

        [string] $DataFolder
    )
    process {
        try {
            $found = Find-Certificate $Certificate $DataFolder
            if (-not $PSCmdlet.ShouldProcess($found.Name, "Revoke the certificate ($Reason)")) { return }
            $with = @{ certificateId = $found.Id; reason = $Reason }
            if ($Version) { $with.version = $Version }
            $revoked = Invoke-AgentOperation 'certificates.revoke' $with -DataFolder $DataFolder
            Add-Member -InputObject $revoked -NotePropertyName 'CertificateId' -NotePropertyValue $found.Id
            Add-TypeName $revoked 'Revocation'
            if ($Wait -and $null -ne $revoked.RunId) { $null = Wait-AgentRun $revoked.RunId -DataFolder $DataFolder }
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
