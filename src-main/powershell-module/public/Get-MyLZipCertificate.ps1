# A command of the module MyLZip.Ssl: docs/powershell.md.
function Get-MyLZipCertificate {
<#
.SYNOPSIS
    Lists the certificates that this device has, or those that are meant.
.DESCRIPTION
    Each has its names, its health in the words that people see, the version in use with its dates, and the next renewal.
.PARAMETER Name
    A name or an id; * and ? stand for anything. Left out: all of them.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Get-MyLZipCertificate

    All of them.
.EXAMPLE
    Get-MyLZipCertificate '*.example' | Where-Object Health -ne 'protected'

    Those below example that need attention.
.OUTPUTS
    MyLZip.Ssl.Certificate
.NOTES
    contract: certificates.list
#>
    [CmdletBinding()]
    [OutputType('MyLZip.Ssl.Certificate')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('Certificate', 'Id', 'CertificateId')]
        [SupportsWildcards()]
        [string[]] $Name = @('*'),

        [string] $DataFolder
    )
    process {
        try {
            $all = @(Get-CertificateList $DataFolder)
            foreach ($wanted in $Name) {
                $found = @($all | Where-Object { $_.Id -eq $wanted -or @($_.Names) -like $wanted })
                if ($found.Count -eq 0 -and -not [System.Management.Automation.WildcardPattern]::ContainsWildcardCharacters($wanted)) {
                    $PSCmdlet.WriteError((Get-AgentError 'CERTIFICATE_NOT_FOUND' -Facts @{ certificateId = $wanted }))
                }
                $found
            }
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
