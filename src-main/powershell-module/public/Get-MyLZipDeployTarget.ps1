# A command of the module MyLZip.Ssl: docs/powershell.md.
function Get-MyLZipDeployTarget {
<#
.SYNOPSIS
    Lists the programs that present each certificate, and when each was last seen doing so.
.DESCRIPTION
    One object for each program and certificate; TargetId is empty for what is there by itself, the device page. Among them are
    programs that were set up and not told yet.
.PARAMETER Certificate
    A name or an id of a certificate, or a certificate from the pipeline. Left out: all of them.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Get-MyLZipDeployTarget

    All programs.
.EXAMPLE
    Get-MyLZipDeployTarget | Where-Object { $_.Failure } | Set-MyLZipDeployTarget

    Gives those with a problem the certificate in use again.
.OUTPUTS
    MyLZip.Ssl.DeployTarget
.NOTES
    contract: certificates.list targets.list
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
            $setUp = @(foreach ($target in (Invoke-AgentOperation 'targets.list' -DataFolder $DataFolder)) { $target })
            foreach ($one in $certificates) {
                $own = @($setUp | Where-Object { $_.CertificateId -eq $one.Id })
                $told = @(if ($null -ne $one.Current) { $one.Current.Consumers })
                foreach ($consumer in $told) {
                    $target = $own | Where-Object { ($_.Kind + ':' + $_.Id) -eq $consumer.Target } | Select-Object -First 1
                    Get-TargetObject $consumer $one $target
                }
                foreach ($target in $own) {
                    $key = $target.Kind + ':' + $target.Id
                    if (@($told | Where-Object { $_.Target -eq $key }).Count -gt 0) { continue }
                    $untold = [pscustomobject] @{
                        Target = $key; Label = $target.Label; Address = ''; BoundAt = $null; VerifiedAt = $null; Trust = $null; Failure = $null
                    }
                    Get-TargetObject $untold $one $target
                }
            }
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
