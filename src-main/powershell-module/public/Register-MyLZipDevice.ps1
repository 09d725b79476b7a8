# A command of the module MyLZip.Ssl: docs/powershell.md.
function Register-MyLZipDevice {
<#
.SYNOPSIS
    Makes this device one of a team's.
.DESCRIPTION
    By an enrolment token, or by a code that somebody of the team types in at the cloud's page. Its name stands in public logs once
    it has a certificate; without -Label it says nothing about the device.
.PARAMETER Token
    The enrolment token.
.PARAMETER TokenFile
    A file whose first line is the token.
.PARAMETER Code
    By a code: the answer says where it is typed in.
.PARAMETER Label
    The first part of the name.
.PARAMETER Zone
    What the name ends in.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Register-MyLZipDevice -TokenFile token.txt -Label frontdesk-07

    By a token.
.EXAMPLE
    Register-MyLZipDevice -Code

    Answers a code and the page where it is typed in; the agent waits by itself.
.OUTPUTS
    MyLZip.Ssl.Device, or with -Code MyLZip.Ssl.Enrolment
.NOTES
    contract: device.enrolByToken device.enrolByCode
#>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium', DefaultParameterSetName = 'Code')]
    [OutputType('MyLZip.Ssl.Device', 'MyLZip.Ssl.Enrolment')]
    param(
        [Parameter(Mandatory = $true, ParameterSetName = 'Token')]
        [System.Security.SecureString] $Token,

        [Parameter(Mandatory = $true, ParameterSetName = 'TokenFile')]
        [string] $TokenFile,

        [Parameter(ParameterSetName = 'Code')]
        [switch] $Code,

        # contract: label
        [string] $Label,

        # contract: zone
        [string] $Zone,

        [string] $DataFolder
    )
    $way = 'a code'
    if (-not $Code -and $PSCmdlet.ParameterSetName -ne 'Code') { $way = 'a token' }
    if (-not $PSCmdlet.ShouldProcess('this device', "Enrol by $way")) { return }
    try {
        $with = @{}
        if ($Label) { $with.label = $Label }
        if ($Zone) { $with.zone = $Zone }
        if ($way -eq 'a code') {
            $enrolment = Invoke-AgentOperation 'device.enrolByCode' $with -DataFolder $DataFolder
            Add-TypeName $enrolment 'Enrolment'
            return
        }
        if ($TokenFile) { Read-SecretText -Into $with -As 'token' -File $PSCmdlet.GetUnresolvedProviderPathFromPSPath($TokenFile) }
        else { Read-SecretText -Into $with -As 'token' -Secret $Token }
        $with.token = $with.token.Trim()
        Add-TypeName (Invoke-AgentOperation 'device.enrolByToken' $with -DataFolder $DataFolder) 'Device'
    }
    catch { $PSCmdlet.WriteError($_) }
}
