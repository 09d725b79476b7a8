# A command of the module MyLZip.Ssl: docs/powershell.md.
function Get-MyLZipDeployTarget {
<#
.SYNOPSIS
    Lists the programs that present each certificate, and when each was last seen doing so.
.DESCRIPTION
    One object for each program and certificate.
.PARAMETER Certificate
    A name or an id of a certificate, or a certificate from the pipeline. Left out: all of them.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Get-MyLZipDeployTarget

    All programs.
.EXAMPLE
    Get-MyLZipDeployTarget | Where-Object { $_.Failure }

    Those with a problem.
.OUTPUTS
    MyLZip.Ssl.DeployTarget
.NOTES
    contract: certificates.list
#>
    [CmdletBinding()]
    [OutputType('MyLZip.Ssl.DeployTarget')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('Id', 'CertificateId', 'Name')]
        [string] $Certificate,

        [string] $DataFolder
    )
    process {
        try {
            $certificates = @(
                if ($Certificate) { Find-Certificate $Certificate $DataFolder }
                else { Get-CertificateList $DataFolder }
            )
            foreach ($one in $certificates) {
                if ($null -eq $one.Current) { continue }
                foreach ($consumer in $one.Current.Consumers) {
                    Add-Member -InputObject $consumer -NotePropertyName 'Certificate' -NotePropertyValue $one.Name
                    Add-Member -InputObject $consumer -NotePropertyName 'CertificateId' -NotePropertyValue $one.Id
                    Add-TypeName $consumer 'DeployTarget'
                }
            }
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
