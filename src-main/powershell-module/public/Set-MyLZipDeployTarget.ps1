# A command of the module MyLZip.Ssl: docs/powershell.md.
function Set-MyLZipDeployTarget {
<#
.SYNOPSIS
    Gives a certificate to a program from now on; or tells one that is set up, rolls it back, or removes it.
.DESCRIPTION
    With -Certificate a program is set up, and told at once, unless -Later is given. With -TargetId one that is set up is given the
    certificate in use, which is read back and seen. Should that fail, it gets back what it had.
.PARAMETER Certificate
    A name or an id of a certificate, or a certificate from the pipeline.
.PARAMETER Kind
    What kind of program it is.
.PARAMETER Setting
    What is to be said of it, as docs/deploy-targets.md has it for each kind.
.PARAMETER Label
    What it is called.
.PARAMETER Password
    Of a PFX file: it is kept sealed, for each that follows.
.PARAMETER PasswordFile
    A file whose first line is the password.
.PARAMETER Later
    Do not tell it now, but with the next run.
.PARAMETER TargetId
    An id of a target, or what it is called, or what Get-MyLZipDeployTarget gave.
.PARAMETER RollBack
    Have it present what it had before: the version before, or what was found when it was told for the first time.
.PARAMETER Remove
    Give it no certificate any more. Says what stays behind.
.PARAMETER GiveBack
    With -Remove: give it back what it had before it was told for the first time.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Set-MyLZipDeployTarget frontdesk.example -Kind rdp

    Remote Desktop presents it from now on.
.EXAMPLE
    Set-MyLZipDeployTarget mail.example -Kind files -Setting @{ folder = 'C:\tls'; files = @(@{ content = 'fullchain'; name = 'mail.pem' }, @{ content = 'key'; name = 'mail.key' }) }

    Two files, replaced with each renewal.
.EXAMPLE
    Get-MyLZipDeployTarget | Where-Object { $_.Failure } | Set-MyLZipDeployTarget

    Tries again what has failed.
.EXAMPLE
    Set-MyLZipDeployTarget -TargetId 'Remote Desktop' -Remove -GiveBack

    Asks first.
.OUTPUTS
    MyLZip.Ssl.Target, or with -Remove MyLZip.Ssl.RemovedTarget
.NOTES
    contract: targets.add targets.apply targets.rollBack targets.remove
#>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High', DefaultParameterSetName = 'Apply')]
    [OutputType('MyLZip.Ssl.Target', 'MyLZip.Ssl.RemovedTarget')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ParameterSetName = 'Add')]
        [string] $Certificate,

        # contract: settings.kind
        [Parameter(Mandatory = $true, ParameterSetName = 'Add')]
        [string] $Kind,

        [Parameter(ParameterSetName = 'Add')]
        [System.Collections.IDictionary] $Setting = @{},

        # contract: label
        [Parameter(ParameterSetName = 'Add')]
        [string] $Label,

        [Parameter(ParameterSetName = 'Add')]
        [System.Security.SecureString] $Password,

        [Parameter(ParameterSetName = 'Add')]
        [string] $PasswordFile,

        [Parameter(ParameterSetName = 'Add')]
        [switch] $Later,

        [Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true, ParameterSetName = 'Apply')]
        [Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true, ParameterSetName = 'RollBack')]
        [Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true, ParameterSetName = 'Remove')]
        [string] $TargetId,

        # contract: to
        [Parameter(Mandatory = $true, ParameterSetName = 'RollBack')]
        [string] $RollBack,

        [Parameter(Mandatory = $true, ParameterSetName = 'Remove')]
        [switch] $Remove,

        [Parameter(ParameterSetName = 'Remove')]
        [switch] $GiveBack,

        [string] $DataFolder
    )
    process {
        try {
            # Telling a program is what this command is for; what goes back or goes away is asked for.
            if ($PSCmdlet.ParameterSetName -in 'Add', 'Apply' -and -not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }
            if ($PSCmdlet.ParameterSetName -eq 'Add') {
                $found = Find-Certificate $Certificate $DataFolder
                if ($PasswordFile) { $PasswordFile = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($PasswordFile) }
                $with = Get-TargetWish $found $Kind $Setting $Password $PasswordFile
                if (-not $PSCmdlet.ShouldProcess($found.Name, "Give the certificate to a target of the kind $Kind")) { return }
                if ($Label) { $with.label = $Label }
                $target = Invoke-AgentOperation 'targets.add' $with -DataFolder $DataFolder
                if (-not $Later -and $null -ne $found.Current) {
                    $target = Invoke-AgentOperation 'targets.apply' @{ targetId = $target.Id } -DataFolder $DataFolder -PatienceSeconds 1500
                }
                return (Add-TypeName $target 'Target')
            }
            $target = Find-DeployTarget $TargetId $DataFolder
            if ($Remove) {
                if (-not $PSCmdlet.ShouldProcess($target.Label, 'Give it no certificate any more')) { return }
                $with = @{ targetId = $target.Id; giveBack = $GiveBack.IsPresent }
                $removed = Invoke-AgentOperation 'targets.remove' $with -DataFolder $DataFolder -PatienceSeconds 1500
                return (Add-TypeName $removed 'RemovedTarget')
            }
            if ($RollBack) {
                if (-not $PSCmdlet.ShouldProcess($target.Label, 'Have it present what it had before')) { return }
                $with = @{ targetId = $target.Id; to = $RollBack }
                return (Add-TypeName (Invoke-AgentOperation 'targets.rollBack' $with -DataFolder $DataFolder -PatienceSeconds 1500) 'Target')
            }
            if (-not $PSCmdlet.ShouldProcess($target.Label, 'Give it the certificate in use')) { return }
            $with = @{ targetId = $target.Id }
            Add-TypeName (Invoke-AgentOperation 'targets.apply' $with -DataFolder $DataFolder -PatienceSeconds 1500) 'Target'
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
