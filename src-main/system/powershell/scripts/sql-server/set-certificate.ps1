# Sets the certificate of an instance of SQL Server, which it reads when it starts; an empty one has it make its own again.
param($Request)

$present = $false
if ([Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT) {
    $view = [Microsoft.Win32.RegistryView]::Registry64
    $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, $view)
    try {
        $key = $root.OpenSubKey($Request.path, $true)
        $present = $null -ne $key
        if ($present) {
            try { $key.SetValue('Certificate', $Request.thumbprint, [Microsoft.Win32.RegistryValueKind]::String) }
            finally { $key.Dispose() }
        }
    }
    finally { $root.Dispose() }
}
@{ present = $present }
