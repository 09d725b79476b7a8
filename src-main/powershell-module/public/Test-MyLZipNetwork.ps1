# A command of the module MyLZip.Ssl: docs/powershell.md.
function Test-MyLZipNetwork {
<#
.SYNOPSIS
    Looks at what stands in the way of certificates: network, DNS, authorities, clock, ports, disk.
.DESCRIPTION
    Changes nothing, and asks no other hosts than the agent itself is set up with. One object for each thing looked at.
.PARAMETER Name
    Names that are to be ordered, looked at beside what is here already.
.PARAMETER Authority
    The authority they are to be ordered at.
.PARAMETER Quiet
    Only whether nothing has failed.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Test-MyLZipNetwork | Where-Object Status -in 'failed', 'warning'

    What needs somebody.
.EXAMPLE
    if (-not (Test-MyLZipNetwork -Quiet)) { exit 1 }

    Before a rollout.
.OUTPUTS
    MyLZip.Ssl.Finding, or with -Quiet System.Boolean
.NOTES
    contract: doctor.report
#>
    [CmdletBinding()]
    [OutputType('MyLZip.Ssl.Finding', [bool])]
    param(
        # contract: names
        [Parameter(Position = 0)]
        [string[]] $Name = @(),

        [string] $Authority,

        [switch] $Quiet,

        [string] $DataFolder
    )
    try {
        $with = @{ names = $Name }
        if ($Authority) { $with.directory = $Authority }
        $report = Invoke-AgentOperation 'doctor.report' $with -DataFolder $DataFolder -PatienceSeconds 300
        if ($Quiet) { return @($report.Findings | Where-Object { $_.Status -eq 'failed' }).Count -eq 0 }
        foreach ($finding in $report.Findings) { Add-TypeName $finding 'Finding' }
    }
    catch { $PSCmdlet.WriteError($_) }
}
