import { X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectToAgent, type PipeConnection } from '#main/doors/pipe/pipe-client.ts'
import { openssl } from '../support/openssl.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../support/pebble.ts'
import { noPowerShell } from '../support/powershell.ts'
import { openModule } from '../support/powershell-module.ts'
import { agentArguments, practiceForTests } from '../support/practice-stack.ts'
import { type Product, startHeadless } from '../support/product.ts'

const missing = noPowerShell ?? (pebbleIsThere ? undefined : needsPebble)

describe.skipIf(missing)(`the PowerShell module at a service${missing ? ` (${missing})` : ''}`, () => {
  const practice = practiceForTests()
  let pebble: StartedPebble
  let agent: Product
  let shell: ReturnType<typeof openModule>
  let connection: PipeConnection
  let name = ''
  const at = (file: string) => join(practice.folder, file)

  beforeAll(async () => {
    shell = openModule({
      T_DATA: practice.folder,
      T_PASSWORD_FILE: at('password.txt'),
      T_TOKEN_FILE: at('token.txt'),
      T_LOG: at('log.txt'),
    })
    pebble = await startPebble({ dnsPort: practice.stack.dnsPort })
    writeFileSync(at('roots.pem'), `${pebble.rootPem}\n${await pebble.issuingRoot()}`)
    const stack = { ...practice.stack, directoryUrl: pebble.directoryUrl, caRootFile: at('roots.pem') }
    agent = startHeadless(agentArguments(stack, practice.folder, '--service', '--key-type', 'p-256'))
    connection = await opened(at('agent'))
    await vi.waitFor(async () => expect((await device())?.health).toBe('protected'), { timeout: 30_000, interval: 100 })
    name = (await device())?.names[0] ?? ''
  })
  afterAll(async () => {
    connection?.close()
    agent?.process.kill('SIGTERM')
    await agent?.ended
    await shell?.close()
    await pebble?.stop()
  })

  const device = async () => (await connection.client.certificates.list())[0]
  const serial = async () => (await device())?.current?.serial
  /** `$data` is the service's data folder, `$name` the device's name. */
  const ask = (script: string) => shell.ask(`$data = @{ DataFolder = $env:T_DATA }; $name = '${name}'; ${script}`)

  it('shows how it stands, as objects with moments', async () => {
    const { output, errors } = await ask(
      `$status = Get-MyLZipStatus @data
       $status.Protected; $status.Mode; $status.Certificates[0].Name
       $one = Get-MyLZipCertificate $name.ToUpper() @data
       $one.Current.NotAfter -is [datetime]; [string] $one.Current.NotAfter.Kind; $one.Current.Thumbprint
       (Get-MyLZipCertificate '*' @data | Where-Object Health -eq 'protected').Names
       (Get-MyLZipDeployTarget @data).Address
       $one | Out-String -Width 200`,
    )
    expect(errors).toEqual([])
    const certificate = (await device()) as Certificate
    const { thumbprint, consumers } = certificate.current ?? { thumbprint: '', consumers: [] }
    expect(output.slice(0, -1)).toEqual([true, 'service', name, true, 'Utc', thumbprint, ...certificate.names, consumers[0]?.address])
    expect(output.at(-1)).toMatch(/Name\s+Health\s+Ends\s+Renewal/)
  })

  it('believes a folder in ProgramData only where an administrator has said that it is the service’s', async () => {
    const planted = at('everybody/mylzip-ssl')
    mkdirSync(planted, { recursive: true })
    writeFileSync(join(planted, 'agent-door.json'), JSON.stringify({ path: '\\\\.\\pipe\\x', secret: 's'.repeat(43), folder: '1:1' }))
    const asOnWindows = (marked: string) =>
      ask(`$env:LOCALAPPDATA = Join-Path $env:T_DATA nobody; $env:ProgramData = Join-Path $env:T_DATA everybody
        & (Get-Module MyLZip.Ssl) {
          function Test-Windows { $true }
          function Get-ServiceFolder { ${marked} }
          try { (Get-AgentDoor).folder } catch { $_.FullyQualifiedErrorId }
        }`)
    expect((await asOnWindows('')).output).toEqual([expect.stringMatching(/^AGENT_NOT_RUNNING/)])
    expect((await asOnWindows('Join-Path $env:ProgramData mylzip-ssl')).output).toEqual([planted])
  })

  it('renews what comes through the pipeline, and -WhatIf changes nothing', async () => {
    const before = await serial()
    const unchanged = await ask(
      `Update-MyLZipCertificate $name -WhatIf @data; New-MyLZipCertificate "x.$name" -WhatIf @data
       Revoke-MyLZipCertificate $name -WhatIf @data; Register-MyLZipDevice -Code -WhatIf @data
       Export-MyLZipCertificate $name -Format pem-chain -Path $env:T_PASSWORD_FILE -WhatIf @data`,
    )
    expect(unchanged).toEqual({ output: [], errors: [] })
    expect(await serial()).toBe(before)
    expect(await connection.client.certificates.list()).toHaveLength(1)
    const { output, errors } = await ask('(Get-MyLZipCertificate @data | Update-MyLZipCertificate -Wait @data).Current.Serial')
    expect(errors).toEqual([])
    expect(output).toEqual([await serial()])
    expect(output).not.toEqual([before])
  })

  it('orders a certificate and stays until it is there', async () => {
    const { output, errors } = await ask(
      `New-MyLZipCertificate "*.$name" -KeyType p-256 -KeyUse reuse -Wait @data | ForEach-Object { $_.Name; $_.KeyUse; $_.Current.Number }`,
    )
    expect(errors).toEqual([])
    expect(output).toEqual([`*.${name}`, 'reuse', 1])
  })

  it('exports a PFX that OpenSSL opens, locked with what a file or a secure string says, for its owner alone', async () => {
    const password = `p"a's$(w)0\`rd ü`
    writeFileSync(at('password.txt'), `${password}\r\nmore\n`)
    const { output, errors } = await ask(
      `(Export-MyLZipCertificate $name -Format pfx -Path (Join-Path $env:T_DATA file.pfx) -PasswordFile $env:T_PASSWORD_FILE @data).Length
       $secret = New-Object System.Security.SecureString; foreach ($c in 'other secret'.ToCharArray()) { $secret.AppendChar($c) }
       (Export-MyLZipCertificate $name -Format pfx -Path (Join-Path $env:T_DATA secure.pfx) -Password $secret -Cipher aes-256 @data).Name
       (Get-MyLZipCertificate $name @data | Export-MyLZipCertificate -Format pem-certificate -Path $env:T_DATA @data).FullName`,
    )
    expect(errors).toEqual([])
    const [length, second, chain] = output as [number, string, string]
    expect(second).toBe('secure.pfx')
    expect(statSync(at('file.pfx'))).toMatchObject({ size: length, mode: expect.toSatisfy((mode: number) => (mode & 0o777) === 0o600) })
    for (const [file, pass] of [['file.pfx', password] as const, ['secure.pfx', 'other secret'] as const]) {
      writeFileSync(at('pass'), pass)
      const args = ['pkcs12', '-legacy', '-in', at(file), '-passin', `file:${at('pass')}`, '-nodes']
      expect(openssl(args, '')).toContain('PRIVATE KEY')
    }
    expect(new X509Certificate(readFileSync(chain)).serialNumber).toBe((await serial())?.toUpperCase())
  })

  it('never writes over a file without -Force', async () => {
    const script = (force: string) =>
      `Export-MyLZipCertificate $name -Format pem-chain -Path $env:T_PASSWORD_FILE ${force} @data | ForEach-Object Name`
    const before = readFileSync(at('password.txt'), 'utf8')
    const refused = await ask(script(''))
    expect(refused.errors).toMatchObject([{ id: 'OUTPUT_EXISTS,Export-MyLZipCertificate' }])
    expect(readFileSync(at('password.txt'), 'utf8')).toBe(before)
    expect((await ask(script('-Force'))).output).toEqual(['password.txt'])
    expect(readFileSync(at('password.txt'), 'utf8')).toContain('BEGIN CERTIFICATE')
  })

  it('sets a deploy target up, tells it, tries it and removes it; -WhatIf changes nothing', async () => {
    mkdirSync(at('mail'), { mode: 0o755 })
    writeFileSync(at('mail/mail.pem'), 'what was there before')
    const { output, errors } = await ask(
      `$setting = @{ folder = (Join-Path $env:T_DATA mail); files = @(@{ content = 'fullchain'; name = 'mail.pem' }, @{ content = 'pfx'; name = 'mail.pfx' }) }
       $wish = @{ Certificate = $name; Kind = 'files'; Setting = $setting; PasswordFile = $env:T_PASSWORD_FILE }
       (Test-MyLZipDeployTarget @wish @data).Changes.Count
       Set-MyLZipDeployTarget @wish -Label 'The mail server' -WhatIf @data
       (Get-MyLZipDeployTarget @data).Count
       $target = Set-MyLZipDeployTarget @wish -Label 'The mail server' @data
       $target.Consumer.VerifiedAt -is [datetime]; $target.Settings.Files[1].Content
       Get-MyLZipDeployTarget $name @data | Where-Object TargetId | ForEach-Object { $_.Label; $_.Kind; $_.TargetId -eq $target.Id }
       Get-MyLZipDeployTarget $name @data | Test-MyLZipDeployTarget -Quiet @data
       (Get-MyLZipDeployTarget $name @data | Where-Object TargetId | Set-MyLZipDeployTarget @data).Label
       Set-MyLZipDeployTarget -TargetId 'the mail server' -RollBack found -WhatIf @data
       Set-MyLZipDeployTarget -TargetId 'the mail server' -RollBack version -Confirm:$false @data
       Set-MyLZipDeployTarget -TargetId 'the mail server' -Remove -GiveBack -Confirm:$false @data | ForEach-Object { $_.GivenBack; $_.Stays.Count }
       Set-MyLZipDeployTarget -TargetId 'the mail server' @data
       if ($IsWindows -eq $false) { Set-MyLZipDeployTarget $name -Kind rdp @data } else { Set-MyLZipDeployTarget -TargetId gone @data }`,
    )
    expect(output).toEqual([2, 1, true, 'pfx', 'The mail server', 'files', true, true, 'The mail server', true, 0])
    expect(errors.map(({ id }) => id.split(',')[0])).toEqual([
      'TARGET_NOTHING_BEFORE',
      'TARGET_NOT_FOUND',
      expect.stringMatching(/^TARGET_NOT_(HERE|FOUND)$/),
    ])
    expect(readFileSync(at('mail/mail.pem'), 'utf8')).toBe('what was there before')
  })

  it('revokes, and replaces what is in use; the authority agrees', async () => {
    const { output, errors } = await ask(
      `Revoke-MyLZipCertificate $name -Reason superseded -Wait -Confirm:$false @data | ForEach-Object { $_.SignedBy; $_.Version }`,
    )
    expect(errors).toEqual([])
    expect(output).toEqual(['account', 2])
    expect((await device())?.current?.number).toBe(3)
  })

  it('reads the audit log into the pipeline, the newest first', async () => {
    const { output, errors } = await ask(
      `$all = @(Get-MyLZipAudit -Last 500 @data); $all.Count; $all[-1].Seq
       ($all | Where-Object { $_.Action -eq 'certificate-exported' }).Count; $all[0].At.GetType().Name; (Get-MyLZipAudit -Last 3 -Before 6 @data).Seq; (Get-MyLZipAudit @data | Select-Object -First 1).Seq`,
    )
    expect(errors).toEqual([])
    const { entries } = await connection.client.audit.list({ limit: 200 })
    const exported = entries.filter(({ action }) => action === 'certificate-exported').length
    expect(exported).toBeGreaterThan(2)
    expect(output).toEqual([entries.length, 1, exported, 'DateTime', 5, 4, 3, entries.length])
  })

  it('looks at what stands in the way', async () => {
    const { output, errors } = await ask(
      `(Test-MyLZipNetwork @data | Where-Object Status -eq 'failed' | Measure-Object).Count; Test-MyLZipNetwork -Quiet @data`,
    )
    expect(errors).toEqual([])
    expect(output).toEqual([0, true])
  })

  it('gives errors by their codes, with a sentence and the next step, and goes on with the rest of the pipeline', async () => {
    const { output, errors } = await ask(
      `'nobody.example', $name | Update-MyLZipCertificate @data | ForEach-Object { $_.Joined -is [bool] }
       New-MyLZipCertificate 'not a name' @data
       Register-MyLZipDevice -TokenFile (Join-Path $env:T_DATA gone.txt) @data
       try { New-MyLZipCertificate $name -ErrorAction Stop @data } catch { $_.FullyQualifiedErrorId }
       try { New-MyLZipCertificate x.example -KeyType rsa-1 @data } catch { $_.FullyQualifiedErrorId }`,
    )
    expect(output).toEqual([true, 'CERTIFICATE_EXISTS,New-MyLZipCertificate', 'ParameterArgumentValidationError,New-MyLZipCertificate'])
    expect(errors).toMatchObject([
      {
        id: 'CERTIFICATE_NOT_FOUND,Update-MyLZipCertificate',
        category: 'ObjectNotFound',
        message: 'There is no certificate “nobody.example” here.',
        nextStep: 'List the certificates and take one of their ids or names.',
      },
      { id: 'NAME_INVALID,New-MyLZipCertificate' },
      { id: 'INPUT_FILE_UNREADABLE,Register-MyLZipDevice' },
    ])
  })

  it('whoever is no administrator looks and renews, and is told how to do the rest', async () => {
    const file = at('agent/agent-door.json')
    await rename(file, `${file}.hidden`)
    const { output, errors } = await ask(
      `(Get-MyLZipStatus @data).Mode; (Update-MyLZipCertificate $name @data).CertificateId
       Export-MyLZipCertificate $name -Format pem-chain -Path (Join-Path $env:T_DATA mine.pem) @data`,
    ).finally(() => rename(`${file}.hidden`, file))
    expect(output).toEqual(['service', (await device())?.id])
    expect(errors).toMatchObject([
      {
        id: 'CALLER_NOT_ADMINISTRATOR,Export-MyLZipCertificate',
        category: 'PermissionDenied',
        nextStep: expect.stringContaining('Run as administrator'),
      },
    ])
  })

  it('secrets stand in no transcript', async () => {
    const token = 'mylzip_enrol_never-to-be-seen'
    writeFileSync(at('token.txt'), token)
    await ask(
      `Start-Transcript -LiteralPath $env:T_LOG | Out-Null; $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; Set-PSDebug -Trace 1
       Register-MyLZipDevice -TokenFile $env:T_TOKEN_FILE @data; Get-MyLZipStatus @data | Out-Host
       Set-PSDebug -Off; Stop-Transcript | Out-Null`,
    )
    const written = readFileSync(at('log.txt'), 'utf8')
    const { secret } = JSON.parse(readFileSync(at('agent/agent-door.json'), 'utf8')) as { secret: string }
    expect(written).toContain(name)
    expect(written).not.toContain(token)
    expect(written).not.toContain(secret)
  })

  it('an agent that has ended is said to be gone', async () => {
    agent.process.kill('SIGKILL')
    await agent.ended
    const { errors } = await ask('Get-MyLZipStatus @data')
    expect(errors).toMatchObject([{ id: 'AGENT_NOT_RUNNING,Get-MyLZipStatus' }])
  })
})

/** A service says nothing that a program could wait for; it is there when it answers. */
async function opened(folder: string): Promise<PipeConnection> {
  const connection = await vi.waitFor(() => connectToAgent(folder), { timeout: 30_000, interval: 100 })
  await vi.waitFor(() => connection.client.state.get(), { timeout: 30_000, interval: 100 })
  return connection
}
