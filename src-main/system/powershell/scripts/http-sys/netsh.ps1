# Tells http.sys about one of its bindings, by netsh. What that says is in the language of Windows: its code is what counts.
param($Request)

$netsh = [IO.Path]::Combine([Environment]::GetFolderPath('System'), 'netsh.exe')
$present = [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT -and [IO.File]::Exists($netsh)
$code = 0
$said = ''
if ($present) {
    if (@('add', 'update', 'delete') -notcontains $Request.verb) { throw "netsh is not asked to $($Request.verb) here" }
    # Where it is told so, PowerShell 7 throws for any other code than 0, and what netsh said is lost.
    $PSNativeCommandUseErrorActionPreference = $false
    $arguments = @('http', $Request.verb, 'sslcert') + $Request.arguments
    $said = & $netsh $arguments | Out-String
    $code = $LASTEXITCODE
}
@{ present = $present; code = $code; said = $said }
