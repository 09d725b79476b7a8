# A command of the module MyLZip.Ssl: docs/powershell.md.
function Get-MyLZipStatus {
<#
.SYNOPSIS
    Shows how this device and its certificates stand.
.DESCRIPTION
    One object: whether every certificate is seen being served, the program that runs, the device and the certificates.
    Changes nothing and needs no network.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Get-MyLZipStatus

    How it stands.
.EXAMPLE
    if (-not (Get-MyLZipStatus).Protected) { exit 1 }

    For monitoring.
.OUTPUTS
    MyLZip.Ssl.Status
.NOTES
    contract: state.get
#>
    [CmdletBinding()]
    [OutputType('MyLZip.Ssl.Status')]
    param(
        [string] $DataFolder
    )
    try {
        $state = Invoke-AgentOperation 'state.get' -DataFolder $DataFolder
        $certificates = @(foreach ($certificate in $state.Certificates) { Get-CertificateObject $certificate })
        $unsafe = @($certificates | Where-Object { $_.Health -ne 'protected' })
        $device = $null
        if ($null -ne $state.Device) { $device = $state.Device.Name }
        Add-TypeName ([pscustomobject] [ordered] @{
                Protected = $certificates.Count -gt 0 -and $unsafe.Count -eq 0
                Device = $device
                Version = $state.About.Version
                Mode = $state.About.Mode
                DataFolder = $state.About.DataFolder
                Certificates = $certificates
                About = $state.About
                Enrolment = $state.Device
            }) 'Status'
    }
    catch { $PSCmdlet.WriteError($_) }
}
