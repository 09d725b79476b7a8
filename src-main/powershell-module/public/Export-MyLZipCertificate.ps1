# A command of the module MyLZip.Ssl: docs/powershell.md.
function Export-MyLZipCertificate {
<#
.SYNOPSIS
    Writes a certificate, with its key where the format holds one, to a file.
.DESCRIPTION
    On Linux the file is for its owner alone; on Windows it has the rights of its folder. A file that is there is replaced with
    -Force only. The password is given as a secure string or by a file, never as text: logs of PowerShell hold what is typed.
.PARAMETER Certificate
    A name or an id of a certificate, or a certificate from the pipeline.
.PARAMETER Format
    What kind of file; jks is the PKCS#12 that Java takes.
.PARAMETER Path
    The file to write; in a folder it gets its usual name.
.PARAMETER Password
    Locks a PFX, and may lock a PEM key.
.PARAMETER PasswordFile
    A file whose first line is the password.
.PARAMETER Version
    An earlier version, by its number. Left out: the one in use.
.PARAMETER Cipher
    How a PFX is locked. Left out: 3des, which every Windows imports.
.PARAMETER FriendlyName
    What Windows shows, and Java calls the alias.
.PARAMETER Force
    Replace an ordinary file that is there.
.PARAMETER DataFolder
    The agent's data folder, or the one that holds it. Left out: this user's own, else that of the machine's service.
.EXAMPLE
    Export-MyLZipCertificate intranet.example -Format pfx -Path intranet.pfx -Password (Read-Host -AsSecureString)

    Asks for the password and writes a PFX.
.EXAMPLE
    Get-MyLZipCertificate | Export-MyLZipCertificate -Format pem-fullchain -Path .

    The chains of all certificates, each under its usual name.
.OUTPUTS
    System.IO.FileInfo
.NOTES
    contract: certificates.export
#>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium', DefaultParameterSetName = 'Password')]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('Id', 'CertificateId', 'Name')]
        [string] $Certificate,

        # contract: format
        [Parameter(Mandatory = $true)]
        [string] $Format,

        [Parameter(Mandatory = $true)]
        [string] $Path,

        [Parameter(ParameterSetName = 'Password')]
        [System.Security.SecureString] $Password,

        [Parameter(Mandatory = $true, ParameterSetName = 'PasswordFile')]
        [string] $PasswordFile,

        # contract: version
        [int] $Version,

        # contract: cipher
        [string] $Cipher,

        # contract: friendlyName
        [string] $FriendlyName,

        [switch] $Force,

        [string] $DataFolder
    )
    process {
        try {
            $found = Find-Certificate $Certificate $DataFolder
            $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
            $inFolder = [System.IO.Directory]::Exists($file)
            if (-not $inFolder -and -not $Force -and [System.IO.File]::Exists($file)) {
                throw (Get-AgentError 'OUTPUT_EXISTS' -Facts @{ file = $file })
            }
            if (-not $PSCmdlet.ShouldProcess($file, "Export the certificate of $($found.Name) as $Format")) { return }
            $with = @{ certificateId = $found.Id; format = $Format }
            if ($PasswordFile) {
                Read-SecretText -Into $with -As 'password' -File $PSCmdlet.GetUnresolvedProviderPathFromPSPath($PasswordFile)
            }
            elseif ($Password) { Read-SecretText -Into $with -As 'password' -Secret $Password }
            if ($Version) { $with.version = $Version }
            if ($Cipher) { $with.cipher = $Cipher }
            if ($FriendlyName) { $with.friendlyName = $FriendlyName }
            $exported = Invoke-AgentOperation 'certificates.export' $with -DataFolder $DataFolder
            if ($inFolder) { $file = [System.IO.Path]::Combine($file, $exported.FileName) }
            Write-PrivateFile $file @{ bytes = $exported.Content } $Force.IsPresent
            Get-Item -LiteralPath $file
        }
        catch { $PSCmdlet.WriteError($_) }
    }
}
