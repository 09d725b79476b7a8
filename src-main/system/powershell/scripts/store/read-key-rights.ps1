# Says who has which rights on the file of a key, by SID. Changes nothing.
param($Request)

$file = New-Object System.IO.FileInfo $Request.file
if ($PSVersionTable.PSVersion.Major -ge 6) { $security = [System.IO.FileSystemAclExtensions]::GetAccessControl($file) }
else { $security = $file.GetAccessControl() }
$rules = New-Object 'System.Collections.Generic.List[object]'
foreach ($rule in $security.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier])) {
    $rules.Add(@{
            sid = $rule.IdentityReference.Value
            rights = [int] $rule.FileSystemRights
            allows = $rule.AccessControlType -eq [System.Security.AccessControl.AccessControlType]::Allow
        })
}
@{ rules = $rules.ToArray() }
