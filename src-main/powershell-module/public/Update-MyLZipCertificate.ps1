# A command of the module MyLZip.Ssl: docs/powershell.md.
function Update-MyLZipCertificate {
<#
.SYNOPSIS
    Renews a certificate now, or joins the renewal that is going on.
.DESCRIPTION
    Renewals go by themselves; this is for the impatient.
.PARAMETER Certificate
    A name or an id of a certificate, or a certificate from the pipeline.
.PARAMETER Wait
    Stay until the run has ended, and answer the certificate. What failed is an error by its own code.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Update-MyLZipCertificate intranet.example -Wait

    Renews one and stays until it is seen being served.
.EXAMPLE
    Get-MyLZipCertificate | Where-Object Health -eq 'attention' | Update-MyLZipCertificate

    Begins with all that need attention.
.OUTPUTS
    MyLZip.Ssl.Run, or with -Wait MyLZip.Ssl.Certificate
.NOTES
    contract: renewals.renewNow
#>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType('MyLZip.Ssl.Run', 'MyLZip.Ssl.Certificate')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('Id', 'CertificateId', 'Name')]
        [string] $Certificate,

        [switch] $Wait,

        [string] $DataFolder
    )
    process {
        try {
            $found = Find-Certificate $Certificate $DataFolder
            if (-not $PSCmdlet.ShouldProcess($found.Name, 'Renew the certificate')) { return }
            $begun = Invoke-AgentOperation 'renewals.renewNow' @{ certificateId = $found.Id } -DataFolder $DataFolder
            if ($Wait) { Wait-AgentRun $begun.RunId -DataFolder $DataFolder }
            else {
                Add-Member -InputObject $begun -NotePropertyName 'CertificateId' -NotePropertyValue $found.Id
                Add-TypeName $begun 'Run'
            }
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
