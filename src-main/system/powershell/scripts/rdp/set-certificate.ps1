# Has Remote Desktop present this certificate; without one it goes back to that which Windows makes for it.
param($Request)

$present = $false
if ([Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT) {
    $asked = @{ Namespace = 'root/cimv2/TerminalServices'; ClassName = 'Win32_TSGeneralSetting'; Filter = "TerminalName='RDP-Tcp'" }
    $setting = Get-CimInstance @asked
    $present = $null -ne $setting
    if ($present -and $Request.thumbprint -ne '') {
        Set-CimInstance -InputObject $setting -Property @{ SSLCertificateSHA1Hash = $Request.thumbprint }
    }
    elseif ($present) {
        # An empty text is none that this class takes.
        $path = 'SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp'
        $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($path, $true)
        try { $key.DeleteValue('SSLCertificateSHA1Hash', $false) }
        finally { $key.Dispose() }
    }
}
@{ present = $present }
