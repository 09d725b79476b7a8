# Makes a file this identity's, the system's and the administrators' alone, whatever lies above it, but for the readers that are named.
param($Request)

$file = New-Object System.IO.FileInfo $Request.file
$rights = New-Object System.Security.AccessControl.FileSecurity
$rights.SetAccessRuleProtection($true, $false)
$own = [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value
foreach ($sid in @($own, 'S-1-5-18', 'S-1-5-32-544')) {
    $identity = New-Object System.Security.Principal.SecurityIdentifier $sid
    $rights.AddAccessRule((New-Object System.Security.AccessControl.FileSystemAccessRule $identity, 'FullControl', 'Allow'))
}
foreach ($sid in $Request.readers) {
    $identity = New-Object System.Security.Principal.SecurityIdentifier $sid
    $rights.AddAccessRule((New-Object System.Security.AccessControl.FileSystemAccessRule $identity, 'Read', 'Allow'))
}
if ($PSVersionTable.PSVersion.Major -ge 6) { [System.IO.FileSystemAclExtensions]::SetAccessControl($file, $rights) }
else { $file.SetAccessControl($rights) }
@{ closed = $true }
