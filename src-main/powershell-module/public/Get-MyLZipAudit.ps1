# A command of the module MyLZip.Ssl: docs/powershell.md.
function Get-MyLZipAudit {
<#
.SYNOPSIS
    Reads the audit log, the newest entry first.
.DESCRIPTION
    Who did what, as a sentence and as facts.
.PARAMETER Last
    How many entries.
.PARAMETER Before
    Only entries before this one, by its number.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Get-MyLZipAudit -Last 200 | Where-Object Action -like "certificate-*"

    What became of certificates.
.EXAMPLE
    Get-MyLZipAudit -Last 1000 | Export-Csv audit.csv -NoTypeInformation

    A thousand entries as a table.
.OUTPUTS
    MyLZip.Ssl.AuditEntry
.NOTES
    contract: audit.list
#>
    [CmdletBinding()]
    [OutputType('MyLZip.Ssl.AuditEntry')]
    param(
        [ValidateRange(1, [int]::MaxValue)]
        [int] $Last = 50,

        # contract: before
        [int] $Before,

        [string] $DataFolder
    )
    try {
        $left = $Last
        $from = $Before
        while ($left -gt 0) {
            $with = @{ limit = [Math]::Min($left, 200) }
            if ($from) { $with.before = $from }
            $page = Invoke-AgentOperation 'audit.list' $with -DataFolder $DataFolder
            foreach ($entry in $page.Entries) {
                $from = $entry.Seq
                $left -= 1
                Add-TypeName $entry 'AuditEntry'
            }
            if (-not $page.More) { break }
        }
    }
    catch { $PSCmdlet.WriteError($_) }
}
