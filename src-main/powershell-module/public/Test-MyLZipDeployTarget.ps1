# A command of the module MyLZip.Ssl: docs/powershell.md.
function Test-MyLZipDeployTarget {
<#
.SYNOPSIS
    Says what telling a program would change, and connects to it as a client would.
.DESCRIPTION
    Changes nothing. Of a target that is set up, or of one that could be: with -Certificate, -Kind and -Setting.
.PARAMETER TargetId
    An id of a target, or what it is called, or what Get-MyLZipDeployTarget gave.
.PARAMETER Certificate
    A name or an id of a certificate, for a target that could be set up.
.PARAMETER Kind
    What kind of program it is.
.PARAMETER Setting
    What is to be said of it, as docs/deploy-targets.md has it for each kind.
.PARAMETER Password
    Of a PFX file.
.PARAMETER PasswordFile
    A file whose first line is the password.
.PARAMETER Quiet
    Only whether it presents the certificate in use.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Get-MyLZipDeployTarget intranet.example | Test-MyLZipDeployTarget

    Each program that presents it.
.EXAMPLE
    Test-MyLZipDeployTarget -Certificate frontdesk.example -Kind rdp

    What would be changed.
.OUTPUTS
    MyLZip.Ssl.TargetTest, or with -Quiet System.Boolean
.NOTES
    contract: targets.test targets.add
#>
    [CmdletBinding(DefaultParameterSetName = 'SetUp')]
    [OutputType('MyLZip.Ssl.TargetTest', [bool])]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipelineByPropertyName = $true, ParameterSetName = 'SetUp')]
        [AllowNull()]
        [AllowEmptyString()]
        [string] $TargetId,

        [Parameter(Mandatory = $true, ParameterSetName = 'Wish')]
        [string] $Certificate,

        # contract: settings.kind
        [Parameter(Mandatory = $true, ParameterSetName = 'Wish')]
        [string] $Kind,

        [Parameter(ParameterSetName = 'Wish')]
        [System.Collections.IDictionary] $Setting = @{},

        [Parameter(ParameterSetName = 'Wish')]
        [System.Security.SecureString] $Password,

        [Parameter(ParameterSetName = 'Wish')]
        [string] $PasswordFile,

        [switch] $Quiet,

        [string] $DataFolder
    )
    process {
        try {
            if ($PSCmdlet.ParameterSetName -eq 'Wish') {
                if ($PasswordFile) { $PasswordFile = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($PasswordFile) }
                $with = Get-TargetWish (Find-Certificate $Certificate $DataFolder) $Kind $Setting $Password $PasswordFile
            }
            else {
                # The device page is no target that somebody set up: the agent looks at it by itself.
                if (-not $TargetId) { return }
                $with = @{ targetId = (Find-DeployTarget $TargetId $DataFolder).Id }
            }
            $test = Invoke-AgentOperation 'targets.test' $with -DataFolder $DataFolder -PatienceSeconds 1500
            if ($Quiet) { return $null -eq $test.Problem -and $null -ne $test.Wanted -and $test.Bound -eq $test.Wanted }
            Add-TypeName $test 'TargetTest'
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
