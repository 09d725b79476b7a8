import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { commandHolder } from '#main/system/lock/after-commands.ts'
import { takeDataLock } from '#main/system/lock/data-lock.adapter.ts'
import { answers, failure } from '../../support/command-answers.ts'
import { askCommand, runCommand, startCommand } from '../../support/command-line.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, startPebble } from '../../support/pebble.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'
import { startRunningAgent } from '../../support/running-agent.ts'
import { noTinyDisk, type TinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

const practice = practiceForTests()
let name = ''

beforeAll(async () => {
  const once = startHeadless(agentArguments(practice.stack, practice.folder, '--once', '--json'))
  expect(await once.ended, once.stderr()).toBe(0)
  name = (JSON.parse(once.stdout().trimEnd().split('\n').at(-1) ?? '') as { domain: string }).domain
})

const folder = () => join(practice.folder, 'agent')
const ask = (...args: string[]) => askCommand([...args, '--data', practice.folder])

function fail(why: string): never {
  throw new Error(why)
}

function entries(): number {
  const database = new Database(join(folder(), 'agent.db'), { readonly: true })
  try {
    return database.prepare<[], number>('SELECT count(*) FROM audit_log').pluck().get() ?? 0
  } finally {
    database.close()
  }
}

describe('where nobody runs', () => {
  it('looking answers all the same, and leaves no trace in the log', async () => {
    const before = entries()
    const { exitCode, answer } = await ask('status')
    expect(exitCode).toBe(0)
    expect(answers.status.parse(answer)).toMatchObject({
      agent: 'alone',
      protected: false,
      certificates: [{ names: [name], health: 'protected' }],
    })
    expect(answers.certificates.safeParse((await ask('certificates')).answer).error).toBeUndefined()
    expect(answers.show.safeParse((await ask('show', name)).answer).error).toBeUndefined()
    expect(answers.targets.safeParse((await ask('targets')).answer).error).toBeUndefined()
    expect(answers.usedBy.parse((await ask('used-by', name)).answer).uses).toEqual([])
    expect(answers.auditList.safeParse((await ask('audit', 'list')).answer).error).toBeUndefined()
    expect(answers.auditVerify.parse((await ask('audit', 'verify')).answer).report.intact).toBe(true)
    expect(entries()).toBe(before)
  })

  it('renewals are paused for the next start, and the pause is ended, where no program runs', async () => {
    const { pause } = answers.pause.parse((await ask('pause', '--for', '1h30m')).answer)
    expect(Date.parse(pause?.until ?? '') - Date.parse(pause?.since ?? '')).toBe(90 * 60_000)
    expect((await runCommand(['status', '--data', practice.folder])).stdout).toContain('“mylzip resume” ends that before.')
    expect(await ask('resume')).toEqual({ exitCode: 0, answer: { ok: true, pause: null } })
    expect(answers.status.parse((await ask('status')).answer).pause).toBeNull()
  })

  it('the plan is shown by what is kept here', async () => {
    expect(answers.plan.safeParse((await ask('plan')).answer).error).toBeUndefined()
    expect((await runCommand(['plan', '--data', practice.folder])).stdout).toContain(
      'a certificate for the device’s own name, renewed by itself',
    )
  })

  it('a folder that was copied is looked at where it lies, and not where it was', async () => {
    const copy = join(practice.folder, 'copied')
    onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
    cpSync(folder(), join(copy, 'agent'), { recursive: true, verbatimSymlinks: true })
    const { certificate } = answers.show.parse((await askCommand(['show', name, '--data', copy])).answer)
    expect(certificate).toMatchObject({ health: 'protected' })
    for (const place of [certificate.current?.store?.location, certificate.current?.store?.keyLocation])
      expect(place).toMatch(new RegExp(`^${copy}/`))
  })

  it('a folder of another program that is not there, or is none, is refused', async () => {
    const gone = await ask('adopt', 'scan', join(practice.folder, 'gone'))
    expect(gone).toMatchObject({ exitCode: 1, answer: { error: { code: 'ADOPTION_FOLDER_MISSING' } } })
    const file = await ask('adopt', 'scan', join(folder(), 'agent.db'))
    expect(file).toMatchObject({ exitCode: 1, answer: { error: { code: 'ADOPTION_NO_FOLDER' } } })
    const taken = await ask('adopt', 'take', 'shop.example', '--folder', folder(), '--folder', join(practice.folder, 'gone'))
    expect(taken).toMatchObject({ exitCode: 1, answer: { error: { code: 'ADOPTION_FOLDER_MISSING' } } })
  })

  it('monitoring is told', async () => {
    const { exitCode, answer } = await ask('status', '--check')
    expect(exitCode).toBe(4)
    expect(failure.parse(answer)).toMatchObject({ error: { code: 'NOT_PROTECTED' }, protected: false, agent: 'alone' })
  })

  it('a renewal is carried out by the command itself, from the key to the proof', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['renew', name, '--json', '--data', practice.folder])
    expect(exitCode, stderr).toBe(0)
    expect(stderr).toContain('No program runs here, so this command does it itself.')
    const { run, certificate } = answers.renew.parse(JSON.parse(stdout))
    expect(run.steps.map(({ status }) => status)).toEqual(Array(7).fill('done'))
    expect(certificate.renewal?.at, 'it says when it renews next').toBeDefined()
  })

  it('a certificate is ordered, exported and forgotten', async () => {
    const wanted = `*.${name}`
    expect((await ask('order', wanted)).exitCode).toBe(0)
    expect((await ask('export', wanted, '--format', 'pem-chain', '--out', join(practice.folder, 'alone.pem'))).exitCode).toBe(0)
    const seen = async () => answers.status.parse((await ask('status', wanted)).answer).certificates[0]
    const kept = await seen()
    expect(kept).toMatchObject({ health: 'protected', current: { consumers: [] } })
    const store = dirname(dirname(dirname(kept?.current?.store?.location ?? fail('it is kept nowhere'))))
    rmSync(store, { recursive: true })
    // Nobody looks after it where no program runs, and “Kept” is what lies in the store.
    expect(await seen()).toMatchObject({ health: 'not-protected', current: { store: null } })
    expect((await runCommand(['status', '--data', practice.folder])).stdout).toContain('It does not lie in the store')
    expect((await ask('forget', wanted, '--yes')).exitCode).toBe(0)
  })

  it('a first order that the authority refuses says that it is tried again once the program runs', async () => {
    const wanted = 'shop.elsewhere.example'
    const { exitCode, stdout } = await runCommand(['order', wanted, '--data', practice.folder])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('It stays on the list; next try: once the program runs.')
    expect((await ask('forget', wanted, '--yes')).exitCode).toBe(0)
  })

  it('an interrupted renewal goes on with the next command, in the same run', async () => {
    const command = startCommand(['renew', name, '--json', '--data', practice.folder])
    await command.says(/Certificate ordered|Private key made/)
    command.interrupt()
    const { exitCode, stdout } = await command.ended
    expect(exitCode).toBe(130)
    expect(failure.parse(JSON.parse(stdout)).error.code).toBe('RUN_INTERRUPTED')
    const left = answers.status.parse((await ask('status', name)).answer).runs.find(({ status }) => status === 'running')
    const next = answers.renew.parse((await ask('renew', name)).answer)
    expect(next).toMatchObject({ runId: left?.id, joined: true, run: { status: 'succeeded' } })
  })
})

describe.skipIf(!pebbleIsThere)(`an authority of one’s own, which no machine trusts (${needsPebble})`, () => {
  it('is used once its root was given, by each command that comes later, until it is taken away', async () => {
    const pebble = await startPebble({ env: { PEBBLE_VA_ALWAYS_VALID: '1' } })
    onTestFinished(pebble.stop)
    const { directoryUrl, rootPem, tls } = pebble
    const untrusted = failure.parse((await ask('authorities', 'look', directoryUrl)).answer).error
    expect(untrusted).toMatchObject({ code: 'ACME_TLS_UNTRUSTED', nextStep: expect.stringContaining('mylzip authorities trust') })
    const file = (name: string, text: string) => {
      writeFileSync(join(practice.folder, name), text)
      return join(practice.folder, name)
    }
    const wrong = await ask('authorities', 'trust', directoryUrl, '--ca-root', file('leaf.pem', tls.certificatePem))
    expect(failure.parse(wrong.answer).error.code).toBe('AUTHORITY_ROOT_UNUSABLE')
    const forPublic = await ask('authorities', 'trust', 'HTTPS://acme-v02.api.letsencrypt.org:443/dir', '--ca-root', file('p.pem', rootPem))
    expect(forPublic).toMatchObject({ exitCode: 1, answer: { error: { code: 'AUTHORITY_PUBLIC' } } })
    const trusted = await ask('authorities', 'trust', directoryUrl, '--ca-root', file('root.pem', rootPem))
    expect(answers.authority.parse(trusted.answer).authority.roots).toMatchObject([{ name: expect.stringContaining('Pebble TLS') }])
    expect(answers.authorityLook.safeParse((await ask('authorities', 'look', directoryUrl)).answer).error).toBeUndefined()
    const proof = `http-listener:${(await freePorts(1))[0]}`
    const ordered = await ask('order', 'host.intranet.example', '--authority', directoryUrl, '--proof', proof)
    expect(answers.order.parse(ordered.answer).certificate).toMatchObject({ directory: directoryUrl, health: 'protected' })
    const otherwise = directoryUrl.replace('https://', 'HTTPS://').replace(/([^/]+)$/, 'x/../$1#here')
    expect((await ask('authorities', 'trust', otherwise, '--ca-root', join(practice.folder, 'root.pem'))).exitCode).toBe(0)
    const listed = answers.authorities.parse((await ask('authorities')).answer).authorities
    expect(listed.filter(({ roots }) => roots.length > 0).map(({ directory }) => directory)).toEqual([directoryUrl])

    const depends = { certificates: [{ name: 'host.intranet.example', ordered: 'first', renewedAt: [] }], newOrders: { there: false } }
    const unsure = await ask('authorities', 'distrust', directoryUrl)
    expect(unsure).toMatchObject({ exitCode: 2, answer: { error: { code: 'CONFIRMATION_NEEDED' }, ...depends } })
    const distrusted = answers.distrusted.parse((await ask('authorities', 'distrust', otherwise, '--yes')).answer)
    expect(distrusted).toMatchObject({ authority: { directory: directoryUrl, roots: [] }, ...depends })
    expect(failure.parse((await ask('authorities', 'distrust', directoryUrl)).answer).error.code).toBe('AUTHORITY_ROOT_NOT_KEPT')
    expect(failure.parse((await ask('authorities', 'look', directoryUrl)).answer).error.code).toBe('ACME_TLS_UNTRUSTED')
    expect((await ask('forget', 'host.intranet.example', '--yes')).exitCode).toBe(0)
  })
})

describe('one at a time', () => {
  it('of two renewals that are asked for at once, the second joins what the first has done', async () => {
    const all = await Promise.all([ask('renew', name), ask('renew', name)])
    const runs = all.map(({ answer }) => answers.renew.parse(answer))
    expect(runs.map(({ joined }) => joined).sort()).toEqual([false, true])
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1)
    expect(new Set(runs.map(({ certificate }) => certificate.current?.serial)).size).toBe(1)
  })

  it('several commands at once wait for each other', async () => {
    const all = await Promise.all([ask('status'), ask('certificates'), ask('audit', 'list')])
    expect(all.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0])
  })

  it('a folder that somebody else holds for long is refused, saying who', async () => {
    const lock = await takeDataLock({ folder: folder(), mode: 'browser', now: Date.now(), pid: process.pid })
    try {
      const { exitCode, answer } = await ask('status')
      expect(failure.parse(answer).error).toMatchObject({ code: 'DATA_FOLDER_IN_USE', data: { pid: process.pid } })
      expect(exitCode).toBe(3)
    } finally {
      await lock.release()
    }
  })

  it('a program that starts meanwhile is told which command holds the folder', async () => {
    const lock = await takeDataLock({ folder: folder(), mode: commandHolder('mylzip renew'), now: Date.now(), pid: process.pid })
    const start = startHeadless(agentArguments(practice.stack, practice.folder, '--once', '--json'))
    expect(await start.ended).toBe(3)
    await lock.release()
    const { error } = JSON.parse(start.stdout().trimEnd()) as { error: { code: string; sentence: string } }
    expect(error.code).toBe('DATA_FOLDER_IN_USE')
    expect(error.sentence).toContain('command line: mylzip renew')
  })

  it('a program that starts, and commands that look meanwhile, wait for each other', async () => {
    const starting = startRunningAgent(practice.stack, practice.folder)
    const found = Promise.all(Array.from({ length: 3 }, () => ask('status')))
    const [agent, looked] = await Promise.all([starting, found])
    expect(looked.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0])
    expect(answers.status.parse((await ask('status')).answer).agent).toBe('running')
    await agent.stop()
    expect(answers.status.parse((await ask('status')).answer).agent).toBe('alone')
  })

  it('what a killed program left does not keep a command from working alone', async () => {
    const agent = await startRunningAgent(practice.stack, practice.folder)
    await agent.kill()
    expect(answers.status.parse((await ask('status')).answer).agent).toBe('alone')
  })
})

describe('where the agent cannot be opened, the doctor looks at what it can', () => {
  it.each<[file: string, id: string, code: string, content: Buffer | undefined, authority: string | undefined]>([
    ['agent.db', 'database', 'DATABASE_DAMAGED', Buffer.alloc(8_192, 7), undefined],
    ['agent.db', 'database', 'DATABASE_LOST', undefined, undefined],
    // What it is set up with is read all the same, and trusted as it was at the last start.
    ['secrets.key', 'sealed-keys', 'SECRET_UNREADABLE', undefined, 'ok'],
  ])('with %s lost (%s, %s)', async (file, id, code, content, authority) => {
    const broken = join(practice.folder, `broken-${code}`)
    cpSync(folder(), broken, { recursive: true })
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(join(broken, each), { force: true })
    if (content) writeFileSync(join(broken, file), content)
    const { exitCode, answer } = await askCommand(['doctor', '--data', broken])
    const { report } = z.object({ report: DoctorReport }).parse(answer)
    expect(exitCode).toBe(1)
    const refused = await askCommand(['status', '--data', broken])
    expect(failure.parse(refused.answer).error).toMatchObject({ code, nextStep: expect.stringContaining('mylzip restore FILE') })
    const { parts } = answers.diagnostics.parse((await askCommand(['diagnostics', '--no-doctor', '--data', broken])).answer).diagnostics
    expect(parts.find(({ part }) => part === 'about')?.content).toContain(code)
    expect(parts.find(({ part }) => part === 'log')?.missing).toBeNull()
    const finding = report.findings.find((each) => each.id === id)
    expect(finding).toMatchObject({ status: 'failed', code, nextStep: expect.stringContaining('mylzip restore FILE') })
    expect(report.findings.find((each) => each.id === `authority:${practice.stack.directoryUrl}`)?.status).toBe(authority)
    expect(report.findings.map((each) => each.id)).toEqual(
      expect.arrayContaining(['database', 'sealed-keys', 'disk-space', 'permissions', 'network']),
    )
  })
})

describe('where the data folder cannot be written, the doctor reports all the same', () => {
  it.skipIf(noTinyDisk).each([
    ['because the disk is full', 'DISK_FULL', (disk: TinyDisk) => disk.fill()],
    ['because it may only be read', 'DATA_FOLDER_UNWRITABLE', (disk: TinyDisk) => disk.onlyReads()],
  ] as const)(`%s${noTinyDisk ? ` (skipped: ${noTinyDisk})` : ''}`, async (_, code, spoil) => {
    const disk = await tinyDisk(20_000)
    onTestFinished(disk.remove)
    cpSync(folder(), join(disk.path, 'agent'), { recursive: true, filter: (path) => !path.endsWith('.sock') })
    spoil(disk)
    const { exitCode, answer } = await askCommand(['doctor', '--data', disk.path])
    const { report } = z.object({ report: DoctorReport }).parse(answer)
    expect(exitCode).toBe(1)
    expect(report.findings.find(({ id }) => id === 'disk-space')).toMatchObject({ status: 'failed', code })
    // The first thing there is to know: who runs the network has nothing to do with it.
    expect(report.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['network', 'permissions', 'database']))
  })
})

describe('where nothing has been set up', () => {
  it.each([[['status']], [['renew', 'a.example']], [['order', 'a.example']], [['audit', 'verify']], [['doctor']]])(
    '%j says so, and makes nothing',
    async (args) => {
      const empty = join(practice.folder, 'empty')
      mkdirSync(empty, { recursive: true })
      const { exitCode, answer } = await askCommand([...args, '--data', empty])
      expect(failure.parse(answer).error.code).toBe('NOTHING_SET_UP')
      expect(exitCode).toBe(3)
      expect(readdirSync(empty)).toEqual([])
    },
  )

  it('a folder of the service’s own kind is found too', async () => {
    const { answer } = await askCommand(['status', '--data', folder()])
    expect(answers.status.parse(answer).certificates[0]?.names).toEqual([name])
  })
})
