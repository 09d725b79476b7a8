# Says whom files and folders belong to and who has which rights on them, by SID, and who asks. Changes nothing.
param($Request)

$entries = New-Object 'System.Collections.Generic.List[object]'
foreach ($path in $Request.paths) {
    if ([System.IO.Directory]::Exists($path)) { $place = New-Object System.IO.DirectoryInfo $path }
    else { $place = New-Object System.IO.FileInfo $path }
    if ($PSVersionTable.PSVersion.Major -ge 6) { $security = [System.IO.FileSystemAclExtensions]::GetAccessControl($place) }
    else { $security = $place.GetAccessControl() }
    $rules = New-Object 'System.Collections.Generic.List[object]'
    foreach ($rule in $security.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier])) {
        $rules.Add(@{
                sid = $rule.IdentityReference.Value
                rights = [int] $rule.FileSystemRights
                allows = $rule.AccessControlType -eq [System.Security.AccessControl.AccessControlType]::Allow
                inheritOnly = ($rule.PropagationFlags -band [System.Security.AccessControl.PropagationFlags]::InheritOnly) -ne 0
            })
    }
    $owner = $security.GetOwner([System.Security.Principal.SecurityIdentifier])
    $entries.Add(@{ path = $path; owner = $owner.Value; rules = $rules.ToArray() })
}
@{ own = [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value; entries = $entries.ToArray() }
