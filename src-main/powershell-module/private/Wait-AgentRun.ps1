# Stays until a run has ended, and answers its certificate. What failed is thrown by its own code; the agent tries again by itself.
function Wait-AgentRun {
    param([Parameter(Mandatory = $true)] [string] $RunId, [string] $DataFolder)
    while ($true) {
        $run = Invoke-AgentOperation 'renewals.get' @{ runId = $RunId } -DataFolder $DataFolder
        if ($run.Status -ne 'running') { break }
        Start-Sleep -Milliseconds 500
    }
    if ($null -ne $run.Failure) {
        throw (Get-AgentError $run.Failure.Code -Sentence $run.Failure.Sentence -Facts $run.Failure.Data -NextStep $run.Failure.NextStep)
    }
    Get-CertificateObject (Invoke-AgentOperation 'certificates.get' @{ certificateId = $run.CertificateId } -DataFolder $DataFolder)
}
