import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answers, failure } from '../../support/command-answers.ts'
import { askCommand, mylzip, runCommand, startCommand } from '../../support/command-line.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'

const practice = practiceForTests()
let agent: RunningAgent
let name = ''

beforeAll(async () => {
  agent = await startRunningAgent(practice.stack, practice.folder)
  name = (await agent.client.certificates.list())[0]?.names[0] ?? ''
})
afterAll(() => agent.stop())

const at = (file: string) => join(practice.folder, file)
const ask = (...args: string[]) => askCommand([...args, '--data', practice.folder])
const run = (...args: string[]) => runCommand([...args, '--data', practice.folder])
/** The one other name that the practice cloud lets this device prove. */
const wildcard = () => `*.${name}`

describe('looking, while the program runs', () => {
  it('the status says that it answers, and that all is well', async () => {
    const { exitCode, answer } = await ask('status', '--check')
    expect(exitCode).toBe(0)
    expect(answers.status.parse(answer)).toMatchObject({ agent: 'running', protected: true, certificates: [{ names: [name] }] })
  })

  it('people read the same in words, without colours where nobody sits at a terminal', async () => {
    const { exitCode, stdout, stderr } = await run('status')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain(`Protected: ${name}`)
    expect(stdout).not.toContain('\u001b')
  })

  it.each([
    ['certificates', ['certificates'], answers.certificates],
    ['targets', ['targets'], answers.targets],
    ['the programs that use them', ['used-by'], answers.usedBy],
    ['the audit log', ['audit', 'list', '--limit', '3'], answers.auditList],
    ['its check', ['audit', 'verify'], answers.auditVerify],
    ['what other programs keep', ['adopt', 'scan', import.meta.dirname], answers.adoptScan],
    ['a shell’s completion', ['completion', 'bash'], answers.completion],
  ])('%s, as one document of the documented form', async (_, args, schema) => {
    const { exitCode, answer } = await ask(...args)
    expect(exitCode).toBe(0)
    expect(schema.safeParse(answer).error).toBeUndefined()
    const words = await run(...args)
    expect(words).toMatchObject({ exitCode: 0, stderr: '' })
    expect(words.stdout.length).toBeGreaterThan(10)
  })

  it('what was issued for one, where its key has been, and who signed it', async () => {
    const { versions } = answers.versions.parse((await ask('versions', name)).answer)
    expect(versions).toMatchObject([{ number: 1, inUse: true, key: { origin: 'made-here', exports: [], backups: 0 } }])
    expect(answers.chain.parse((await ask('chain', name)).answer)).toMatchObject({
      version: 1,
      root: 'given',
      links: [{ trusted: true }, {}, {}],
    })
    expect((await run('versions', name)).stdout).toContain('made here on')
  })

  it('one certificate, by its name or its id', async () => {
    const { certificate } = answers.show.parse((await ask('show', name)).answer)
    expect(answers.show.parse((await ask('show', certificate.id)).answer).certificate.names).toEqual([name])
    expect(answers.status.parse((await ask('status', name)).answer).certificates).toHaveLength(1)
  })

  it('what an order would meet, before it is placed', async () => {
    const clear = await ask('order', wildcard(), '--dry-run')
    expect(clear.exitCode).toBe(0)
    expect(answers.orderDryRun.parse(clear.answer).report.outlook).toBe('clear')
    const blocked = await ask('order', name, '--dry-run')
    expect(blocked.exitCode).toBe(1)
    expect(failure.parse(blocked.answer).error.code).toBe('OBSTACLES_FOUND')
    expect((await run('order', name, '--dry-run')).stdout).toContain('The order would fail as things are. Nothing was ordered.')
  })

  it('the doctor finds nothing in the way', async () => {
    const { exitCode, answer } = await ask('doctor')
    expect(answers.doctor.safeParse(answer).error).toBeUndefined()
    expect(exitCode).toBe(0)
  })

  it('what support is told holds neither the door’s secret nor a key, and is written to a file that is there once', async () => {
    const { exitCode, answer } = await ask('diagnostics')
    expect(exitCode).toBe(0)
    const { diagnostics } = answers.diagnostics.parse(answer)
    expect(diagnostics.parts.filter(({ missing }) => missing !== null)).toEqual([])
    expect(diagnostics.parts.find(({ part }) => part === 'certificates')?.content).toContain(name)
    const file = at('for-support.txt')
    const written = answers.diagnosticsWritten.parse((await ask('diagnostics', '--no-doctor', '--out', file)).answer)
    const text = readFileSync(file, 'utf8')
    expect(Buffer.byteLength(text)).toBe(written.bytes)
    const { secret } = JSON.parse(readFileSync(at('agent/agent-door.json'), 'utf8'))
    expect(text).not.toContain(secret)
    expect(text).not.toContain('PRIVATE KEY')
    expect(failure.parse((await ask('diagnostics', '--out', file)).answer).error.code).toBe('OUTPUT_EXISTS')
  })

  it('a name that is not here is refused by code', async () => {
    const { exitCode, answer } = await ask('show', 'nobody.example')
    expect(failure.parse(answer).error).toMatchObject({ code: 'CERTIFICATE_NOT_FOUND' })
    expect(exitCode).toBe(1)
  })

  it('a reader that goes away early changes nothing', async () => {
    const command = `"${process.execPath}" "${mylzip}" audit list --limit 200 --data "${practice.folder}" | head -1`
    const { stdout, stderr } = await promisify(execFile)('bash', ['-o', 'pipefail', '-c', command])
    expect(stdout).toMatch(/^Entry +When +Of +What\n$/)
    expect(stderr).toBe('')
  })
})

describe('doing', () => {
  it('a renewal is begun and left to the program, or waited for with each step as it ends', async () => {
    const begun = await ask('renew', name)
    expect(answers.renewBegun.parse(begun.answer).certificateId).toBeTruthy()
    const waited = await run('renew', name, '--wait')
    expect(waited.exitCode).toBe(0)
    expect(waited.stderr).toMatch(/✓ Seen being served/)
    expect(waited.stdout).toContain(`Protected: ${name}`)
    const { exitCode, answer } = await ask('renew', name, '--wait')
    expect(exitCode).toBe(0)
    expect(answers.renew.parse(answer).run.status).toBe('succeeded')
  })

  it('a certificate is ordered with choices of its own, changed, exported, revoked and forgotten', async () => {
    const wanted = wildcard()
    const ordered = await ask('order', wanted, '--key-type', 'p-256', '--reuse-key', '--wait')
    expect(ordered.exitCode, JSON.stringify(ordered.answer)).toBe(0)
    expect(answers.order.parse(ordered.answer).certificate).toMatchObject({
      names: [wanted],
      keyType: 'p-256',
      keyUse: 'reuse',
    })

    const configured = await ask('configure', wanted, '--key', 'new')
    expect(answers.configure.parse(configured.answer).certificate.keyUse).toBe('new')
    const [logged] = answers.auditList.parse((await ask('audit', '--limit', '1')).answer).entries
    expect(logged?.sentence).toBe(`Other choices hold for the certificate of ${wanted}: whether a renewal keeps the key.`)

    const chain = at('chain.pem')
    expect(answers.export.parse((await ask('export', wanted, '--format', 'pem-fullchain', '--out', chain)).answer).file).toBe(chain)
    expect(new X509Certificate(readFileSync(chain)).subjectAltName).toContain(wanted)

    const unsure = await ask('revoke', wanted, '--reason', 'superseded')
    expect(failure.parse(unsure.answer).error.code).toBe('CONFIRMATION_NEEDED')
    const revoked = await ask('revoke', wanted, '--reason', 'superseded', '--yes', '--wait')
    expect(revoked.exitCode, JSON.stringify(revoked.answer)).toBe(0)
    expect(answers.revoke.parse(revoked.answer)).toMatchObject({ version: 1, certificate: { current: { number: 2 } } })

    const forgotten = await ask('forget', wanted, '--yes')
    expect(answers.forget.parse(forgotten.answer).name).toBe(wanted)
    expect(failure.parse((await ask('show', wanted)).answer).error.code).toBe('CERTIFICATE_NOT_FOUND')
  })

  it('what a name is refused for is said with its code', async () => {
    const { exitCode, answer } = await ask('order', name)
    expect(failure.parse(answer).error.code).toBe('CERTIFICATE_EXISTS')
    expect(exitCode).toBe(1)
    const malformed = await ask('order', 'a'.repeat(300))
    expect(failure.parse(malformed.answer).error).toMatchObject({
      code: 'INPUT_INVALID',
      sentence: expect.stringContaining('<names>, the 1st of them, must have 253 characters at most'),
    })
    expect(malformed.exitCode).toBe(2)
  })

  it('a first order that the authority refuses is told once, and that it stays on the list', async () => {
    const wanted = 'shop.elsewhere.example'
    const { exitCode, stdout, stderr } = await run('order', wanted, '--wait')
    expect(exitCode).toBe(1)
    expect(`${stdout}${stderr}`.match(/does not issue for shop\.elsewhere\.example/g)).toHaveLength(1)
    expect(stderr).toMatch(/^ACME_NAME_REFUSED: /m)
    expect(stdout).toMatch(/It stays on the list; next try: .*\d/)
    expect(stdout).toContain(`“mylzip forget ${wanted}” takes it off the list`)
    expect(answers.status.parse((await ask('status', wanted)).answer).certificates).toMatchObject([{ current: null }])
    const again = await ask('renew', wanted, '--wait')
    expect(failure.parse(again.answer).error).toMatchObject({ code: 'ACME_NAME_REFUSED', data: { name: wanted } })
    expect((await ask('forget', wanted, '--yes')).exitCode).toBe(0)
    expect(failure.parse((await ask('status', wanted)).answer).error.code).toBe('CERTIFICATE_NOT_FOUND')
  })

  it('a file is for its owner alone, is never replaced unless asked, and comes back as a certificate', async () => {
    const file = at('device.pfx')
    const args = ['export', name, '--format', 'pfx', '--out', file, '--password-stdin', '--data', practice.folder]
    const first = await askCommand(args, { input: 'correct horse\n' })
    expect(answers.export.safeParse(first.answer).error).toBeUndefined()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const before = readFileSync(file)
    const second = await askCommand(args, { input: 'correct horse\n' })
    expect(failure.parse(second.answer).error.code).toBe('OUTPUT_EXISTS')
    expect(readFileSync(file)).toEqual(before)
    expect((await askCommand([...args, '--force'], { input: 'correct horse\n' })).exitCode).toBe(0)
    expect(readFileSync(file)).not.toEqual(before)

    writeFileSync(at('password'), 'correct horse\nsecond line')
    const again = await ask('import', file, '--password-file', at('password'))
    expect(failure.parse(again.answer).error.code).toBe('CERTIFICATE_EXISTS')
    expect(failure.parse((await ask('import', file)).answer).error.code).toBe('BUNDLE_PASSWORD_NEEDED')
    expect(failure.parse((await ask('import', at('password'))).answer).error.code).toBe('BUNDLE_UNREADABLE')
  })

  it('a file in a folder that is not there is refused by code', async () => {
    const { answer } = await ask('export', name, '--format', 'pem-chain', '--out', at('not/there.pem'))
    expect(failure.parse(answer).error.code).toBe('OUTPUT_UNWRITABLE')
  })

  it('a certificate that was exported and forgotten is taken from its file again', async () => {
    const wanted = wildcard()
    expect((await ask('order', wanted, '--wait')).exitCode).toBe(0)
    const file = at('taken.pem')
    expect((await ask('export', wanted, '--format', 'pem', '--out', file)).exitCode).toBe(0)
    expect((await ask('forget', wanted, '--yes', '--also-from-store')).exitCode).toBe(0)
    const { exitCode, answer } = await ask('import', file)
    expect(exitCode, JSON.stringify(answer)).toBe(0)
    expect(answers.import.parse(answer)).toMatchObject({ names: [wanted], expired: false })
  })

  it('a backup is written with a passphrase that is told once, and read again with it', async () => {
    const file = at('all.backup')
    const made = answers.backup.parse((await ask('backup', file, '--make-passphrase')).answer)
    expect(existsSync(file)).toBe(true)
    const args = ['backup', file, '--inspect', '--passphrase-stdin', '--data', practice.folder]
    const read = await askCommand(args, { input: `${made.generatedPassphrase}\n` })
    expect(answers.backupInspect.parse(read.answer).contents.device?.name).toBe(name)
    expect(failure.parse((await askCommand(args, { input: 'wrong one, sorry' })).answer).error.code).toBe('BACKUP_PASSPHRASE_WRONG')
  })

  it('Ctrl-C ends the waiting and not the renewal', async () => {
    const command = startCommand(['renew', name, '--wait', '--json', '--data', practice.folder])
    await command.says(/Certificate ordered|Private key made/)
    command.interrupt()
    const { exitCode, stdout } = await command.ended
    expect(exitCode).toBe(130)
    expect(failure.parse(JSON.parse(stdout)).error.code).toBe('WAITING_INTERRUPTED')
    const after = await ask('renew', name, '--wait')
    expect(answers.renew.parse(after.answer).run.status).toBe('succeeded')
  })
})

describe('where and how names are proven', () => {
  it('the key of a DNS server is kept, listed without it, and destroyed', async () => {
    const server = 'rfc2136://127.0.0.1:5353/customer.example?key=device'
    writeFileSync(at('tsig.key'), Buffer.alloc(32, 7).toString('base64'))
    const added = await ask('dns-servers', 'add', server, '--key-file', at('tsig.key'))
    expect(added.exitCode, JSON.stringify(added.answer)).toBe(0)
    const kept = answers.dnsServer.parse(added.answer).server
    const listed = await ask('dns-servers')
    expect(answers.dnsServers.parse(listed.answer).servers).toMatchObject([{ server: kept, usedBy: [] }])
    expect(JSON.stringify(listed.answer)).not.toContain(Buffer.alloc(32, 7).toString('base64'))
    expect(answers.dnsServer.parse((await ask('dns-servers', 'remove', kept)).answer).server).toBe(kept)
    expect(answers.dnsServers.parse((await ask('dns-servers', 'list')).answer).servers).toEqual([])
    const { error } = failure.parse((await ask('dns-servers', 'remove', kept)).answer)
    expect(error).toMatchObject({ code: 'DNS_UPDATE_SERVER_NOT_KEPT', nextStep: expect.stringContaining('“mylzip dns-servers” lists') })
  })

  it('a key that is none is refused by code', async () => {
    writeFileSync(at('no-key'), 'correct horse')
    const { answer } = await ask('dns-servers', 'add', 'rfc2136://127.0.0.1', '--key-file', at('no-key'))
    expect(failure.parse(answer).error.code).toBe('DNS_KEY_UNREADABLE')
  })

  it('authorities are listed, looked at, bound and put in an order', async () => {
    expect(answers.authorities.safeParse((await ask('authorities')).answer).error).toBeUndefined()
    const looked = await ask('authorities', 'look', practice.stack.directoryUrl)
    expect(answers.authorityLook.parse(looked.answer).authority.account.status).toBe('valid')
    writeFileSync(at('hmac'), 'zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W')
    const bound = await ask('authorities', 'bind', 'zerossl', '--key-id', 'K1', '--hmac-key-file', at('hmac'))
    expect(answers.authority.parse(bound.answer).authority.account.bindingKeyId).toBe('K1')
    const broken = await ask('authorities', 'bind', 'zerossl', '--key-id', 'K1\nK2', '--hmac-key-file', at('hmac'))
    expect(broken.exitCode).toBe(2)
    expect(failure.parse(broken.answer).error.sentence).toContain('--key-id cannot be used: it holds line breaks')
    const ordered = answers.authorities.parse((await ask('authorities', 'order', practice.stack.directoryUrl, 'zerossl')).answer)
    expect(ordered.authorities.slice(0, 2).map(({ position }) => position)).toEqual([0, 1])
    expect((await ask('authorities', 'remove', 'zerossl')).exitCode).toBe(0)
    const again = await ask('authorities', 'remove', 'zerossl')
    expect(again.exitCode).toBe(1)
    expect(failure.parse(again.answer).error.code).toBe('AUTHORITY_NOT_IN_ORDER')
    const contact = await ask('authorities', 'contact', practice.stack.directoryUrl, 'not-an-address')
    expect(contact.exitCode).toBe(2)
    expect(failure.parse(contact.answer).error.sentence).toContain('<addresses>, the 1st of them, must be an e-mail address')
  })

  it('the CNAME that delegates a name is told', async () => {
    const { exitCode, answer } = await ask('delegation', 'intranet.example')
    expect(exitCode, JSON.stringify(answer)).toBe(0)
    expect(answers.delegation.parse(answer).record).toBe('_acme-challenge.intranet.example')
  })
})
