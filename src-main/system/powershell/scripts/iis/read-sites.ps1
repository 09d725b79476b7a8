# Reads which sites IIS has and where they listen, from its configuration (XML): its own place unless another file is asked for.
# Changes nothing.
param($Request)

$file = $Request.file
if ($null -eq $file) { $file = [IO.Path]::Combine([Environment]::GetFolderPath('System'), 'inetsrv\config\applicationHost.config') }

$sites = New-Object 'System.Collections.Generic.List[object]'
$problem = ''
$installed = [IO.File]::Exists($file)
if ($installed) {
    # What a document names is not fetched, and none of its own entities are made anything of.
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = [System.Xml.DtdProcessing]::Prohibit
    $settings.XmlResolver = $null
    $reader = [System.Xml.XmlReader]::Create($file, $settings)
    try { $document.Load($reader) }
    catch [System.Xml.XmlException] { $problem = $_.Exception.Message }
    finally { $reader.Dispose() }
    foreach ($site in $document.SelectNodes('/configuration/system.applicationHost/sites/site')) {
        $bindings = New-Object 'System.Collections.Generic.List[object]'
        foreach ($binding in $site.SelectNodes('bindings/binding')) {
            $bindings.Add(@{
                    protocol = $binding.GetAttribute('protocol')
                    information = $binding.GetAttribute('bindingInformation')
                    flags = $binding.GetAttribute('sslFlags')
                })
        }
        $hsts = $site.SelectSingleNode('hsts')
        $known = if ($null -eq $hsts) { $null } else { @{ enabled = $hsts.GetAttribute('enabled'); maxAge = $hsts.GetAttribute('max-age') } }
        $sites.Add(@{ name = $site.GetAttribute('name'); bindings = $bindings.ToArray(); hsts = $known })
    }
}
@{ installed = $installed; sites = $sites.ToArray(); problem = $problem }
