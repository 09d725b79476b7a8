# Makes a folder this identity's and the system's alone, whatever lies above it: what is put there inherits that.
param($Request)

$folder = New-Object System.IO.DirectoryInfo $Request.folder
$own = [System.Security.Principal.WindowsIdentity]::GetCurrent().User
$system = New-Object System.Security.Principal.SecurityIdentifier 'S-1-5-18'
$rights = New-Object System.Security.AccessControl.DirectorySecurity
$rights.SetOwner($own)
$rights.SetAccessRuleProtection($true, $false)
foreach ($identity in @($own, $system)) {
    $rule = New-Object System.Security.AccessControl.FileSystemAccessRule(
        $identity, 'FullControl', 'ContainerInherit, ObjectInherit', 'None', 'Allow')
    $rights.AddAccessRule($rule)
}
if ($PSVersionTable.PSVersion.Major -ge 6) { [System.IO.FileSystemAclExtensions]::SetAccessControl($folder, $rights) }
else { $folder.SetAccessControl($rights) }
@{ closed = $true }
