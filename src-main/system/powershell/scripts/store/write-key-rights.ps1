# Gives these rights on the file of a key, and none beside them.
param($Request)

$file = New-Object System.IO.FileInfo $Request.file
$security = New-Object System.Security.AccessControl.FileSecurity
$security.SetAccessRuleProtection($true, $false)
foreach ($rule in $Request.rules) {
    $identity = New-Object System.Security.Principal.SecurityIdentifier $rule.sid
    $rights = [System.Security.AccessControl.FileSystemRights] $rule.rights
    $allow = [System.Security.AccessControl.AccessControlType]::Allow
    $security.AddAccessRule((New-Object System.Security.AccessControl.FileSystemAccessRule $identity, $rights, $allow))
}
if ($PSVersionTable.PSVersion.Major -ge 6) { [System.IO.FileSystemAclExtensions]::SetAccessControl($file, $security) }
else { $file.SetAccessControl($security) }
@{ written = $true }
