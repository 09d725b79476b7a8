# Adds a binding for https to a site of IIS, takes one away, or says for how long browsers ask for https alone.
param($Request)

# The objects by which IIS itself is set up, by its documentation: the same in Windows PowerShell and in PowerShell 7.
$kind = $null
if ([Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT) {
    $kind = [Type]::GetTypeFromProgID('Microsoft.ApplicationHost.WritableAdminManager')
}
$found = $false
if ($null -ne $kind) {
    $manager = [Activator]::CreateInstance($kind)
    $manager.CommitPath = 'MACHINE/WEBROOT/APPHOST'
    $sites = $manager.GetAdminSection('system.applicationHost/sites', 'MACHINE/WEBROOT/APPHOST').Collection
    for ($index = 0; $index -lt $sites.Count; $index++) {
        $site = $sites.Item($index)
        if ($site.GetPropertyByName('name').Value -ne $Request.site) { continue }
        $found = $true
        $bindings = $site.ChildElements.Item('bindings').Collection
        if ($null -ne $Request.add) {
            $binding = $bindings.CreateNewElement('binding')
            $binding.Properties.Item('protocol').Value = 'https'
            $binding.Properties.Item('bindingInformation').Value = $Request.add.information
            $binding.Properties.Item('sslFlags').Value = $Request.add.flags
            [void] $bindings.AddElement($binding)
        }
        if ($null -ne $Request.remove) {
            for ($at = $bindings.Count - 1; $at -ge 0; $at--) {
                $binding = $bindings.Item($at)
                $isIt = $binding.GetPropertyByName('bindingInformation').Value -eq $Request.remove
                if ($isIt -and $binding.GetPropertyByName('protocol').Value -eq 'https') { [void] $bindings.DeleteElement($at) }
            }
        }
        if ($null -ne $Request.hsts) {
            $hsts = $site.ChildElements.Item('hsts')
            $hsts.Properties.Item('enabled').Value = $Request.hsts.enabled
            $hsts.Properties.Item('max-age').Value = $Request.hsts.maxAge
        }
    }
    if ($found) { [void] $manager.CommitChanges() }
}
@{ installed = $null -ne $kind; found = $found }
