import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemTool } from './windows-machine.ts'

/** Signs programs by a certificate that this machine alone believes; undefined takes that certificate away again. */
export async function signHere(folder: string, files: readonly string[] | undefined): Promise<void> {
  const script = join(folder, 'sign-here.ps1')
  await writeFile(script, signing)
  const args = files === undefined ? ['-Forget'] : ['-Files', files.join('|')]
  const fixed = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', script]
  const { code, said } = await systemTool('WindowsPowerShell\\v1.0\\powershell.exe', ...fixed, ...args)
  if (code !== 0) throw new Error(`signing ended with ${code}: ${said}`)
}

const signing = `param([string] $Files, [switch] $Forget)
$ErrorActionPreference = 'Stop'
$name = 'CN=MyL.Zip SSL on this machine alone'
$stores = @('Cert:\\LocalMachine\\My', 'Cert:\\LocalMachine\\Root', 'Cert:\\LocalMachine\\TrustedPublisher')
if ($Forget) {
    foreach ($store in $stores) { Get-ChildItem $store | Where-Object { $_.Subject -eq $name } | Remove-Item }
    exit 0
}
$mine = Get-ChildItem 'Cert:\\LocalMachine\\My' | Where-Object { $_.Subject -eq $name } | Select-Object -First 1
if ($null -eq $mine) {
    $mine = New-SelfSignedCertificate -Type CodeSigningCert -Subject $name -CertStoreLocation 'Cert:\\LocalMachine\\My'
    foreach ($store in @('Root', 'TrustedPublisher')) {
        $opened = New-Object System.Security.Cryptography.X509Certificates.X509Store $store, 'LocalMachine'
        $opened.Open('ReadWrite')
        $opened.Add($mine)
        $opened.Close()
    }
}
foreach ($file in $Files.Split('|')) {
    $signature = Set-AuthenticodeSignature -LiteralPath $file -Certificate $mine -HashAlgorithm SHA256
    if ($signature.Status -ne 'Valid') { throw "$file is signed, and Windows says $($signature.Status)" }
}
`
