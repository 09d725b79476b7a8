# Gives a folder the access list that is asked for (SDDL), in place of what it had: what is put there inherits that.
param($Request)

$folder = New-Object System.IO.DirectoryInfo $Request.folder
$rights = New-Object System.Security.AccessControl.DirectorySecurity
$rights.SetSecurityDescriptorSddlForm($Request.rights, [System.Security.AccessControl.AccessControlSections]::Access)
if ($PSVersionTable.PSVersion.Major -ge 6) { [System.IO.FileSystemAclExtensions]::SetAccessControl($folder, $rights) }
else { $folder.SetAccessControl($rights) }
@{ opened = $true }
