import { createPrivateKey, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csrfTokenOf } from '#cloud/modules/people/csrf.policy.ts'
import { sealedValuesRepository } from '#main/backup/content/sealed-values.repository.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { clientWith } from '../../support/cloud-person.ts'
import { type Ended, runCommand } from '../../support/command-line.ts'
import { agentArguments, startTestStack, type TestStack } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createVisitor, type WebVisitor } from '../../support/web-visitor.ts'

/** All that was secret on that day, by what it was. */
const secrets = new Map<string, Buffer>()
const keep = (what: string, secret: string) => {
  secrets.set(what, Buffer.from(secret))
  return secret
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let stack: TestStack
const cloudLog = createSilentLog()
/** What all programs of the agent's said, and how each ended. */
const said: string[] = []
const ends: unknown[] = []

beforeAll(async () => {
  folder = await temporaryFolder()
  stack = await startTestStack(folder.path, cloudLog)
  await aDayAtTheDesk()
  await aDayInTheTeam()
  await stack.stop()
  await openSealed()
}, 120_000)
afterAll(() => folder.remove())

describe('a day of the whole product', () => {
  it('was one on which things were done, and went wrong', () => {
    expect(ends).toEqual([0, 0, 0, 0, 0, 0, expect.any(Number), expect.any(Number), 0])
    expect(ends.slice(6, 8)).not.toContain(0)
    expect([...secrets.keys()].filter((what) => what.startsWith('certificate-key'))).toHaveLength(2)
    expect(secrets.size).toBeGreaterThan(30)
    for (const secret of secrets.values()) expect(secret.length).toBeGreaterThan(11)
  })

  it('would be found out, however a secret were written', () => {
    for (const [what, secret] of secrets) {
      const [written = secret] = waysToWrite(secret)
      for (const before of ['', 'a', 'ab']) {
        const inAll = Buffer.concat([Buffer.from(before), written, Buffer.from('after')])
        expect(foundIn(inAll), what).toContain(what)
        for (const encoding of ['hex', 'base64', 'base64url'] as const)
          expect(foundIn(inAll.toString(encoding)), `${what} in ${encoding}`).toContain(what)
      }
    }
  })

  it('leaves no secret in what the cloud logged, and the agent logged and said', () => {
    const logged = [JSON.stringify(cloudLog.lines), agentLog(), ...said].join('\n')
    // What is no secret is found in the same way.
    for (const known of ['.practice.myl.test', 'apiTokens.create', 'auth.token']) expect(logged).toContain(known)
    expect(foundIn(logged)).toEqual([])
  })

  it('leaves none in the clear in the databases either, the agent’s and the cloud’s, nor in what they wrote ahead', () => {
    const files = [
      ...filesBelow(join(folder.path, 'agent'), /agent\.db/),
      ...filesBelow(join(folder.path, 'practice', 'cloud', 'pgdata', 'pg_wal')),
    ]
    const stored = Buffer.concat(files.map((file) => readFileSync(file)))
    for (const known of ['.practice.myl.test', 'Warehouse tools']) expect(stored.includes(known)).toBe(true)
    expect(foundIn(stored)).toEqual([])
  })
})

/** The agent runs, is asked for what involves secrets, by its command line too, and is asked with wrong ones. */
async function aDayAtTheDesk() {
  const agent = startHeadless(agentArguments(stack, folder.path, '--no-browser'))
  const [, dashboard = ''] = await agent.says(/#token=([\w-]+)/)
  // The invitation is said to the person at the terminal, and opens once: everything else must not hold it.
  keep('dashboard', dashboard)
  keep('api-token', fileOf('practice', 'api-token'))
  keep('enrolment-token', fileOf('practice', 'enrolment-token'))
  keep('door', (JSON.parse(fileOf('agent', 'agent-door.json')) as { secret: string }).secret)

  const [domain = ''] = /[a-z0-9]+\.practice\.myl\.test/.exec(agent.stdout()) ?? []
  const file = (name: string, secret: string) => {
    const path = join(folder.path, name)
    writeFileSync(path, `${keep(name, secret)}\n`)
    return path
  }
  const out = (name: string) => join(folder.path, name)
  const hmacKey = randomBytes(32).toString('base64url')
  const tsigKey = randomBytes(32).toString('base64')
  await run('order', `*.${domain}`, '--key-type', 'rsa-2048', '--wait')
  await run(
    'export',
    domain,
    '--format',
    'pfx',
    '--out',
    out('desk.pfx'),
    '--password-file',
    file('pfx-password', 'a password of a PFX 8211'),
  )
  await run('export', domain, '--format', 'pem-key', '--out', out('desk.key'))
  await run('backup', out('desk.backup'), '--passphrase-file', file('passphrase', 'five words and nothing more 4417'))
  await run('authorities', 'bind', 'zerossl', '--key-id', 'K-2611', '--hmac-key-file', file('hmac-key', hmacKey))
  await run('dns-servers', 'add', 'rfc2136://127.0.0.1:5399/desk.test?key=desk', '--key-file', file('tsig-key', tsigKey))
  const wrong = file('wrong-passphrase', 'these are not the right words 9034')
  await run('backup', out('desk.backup'), '--inspect', '--passphrase-file', wrong)
  await run('import', out('desk.pfx'), '--password-file', file('wrong-password', 'another one that does not open it'))
  await run('new-device-key')

  agent.process.kill('SIGINT')
  await agent.ended
  said.push(agent.stdout().replace(dashboard, ''), agent.stderr())
}

async function run(...args: string[]) {
  const { exitCode, stdout, stderr }: Ended = await runCommand(['--data', join(folder.path, 'agent'), ...args], { input: '' })
  said.push(stdout, stderr)
  ends.push(exitCode)
}

/** Somebody signs up, turns on a code, gives programs access, forgets the password and mistypes it. */
async function aDayInTheTeam() {
  const email = `${randomUUID()}@people.test`
  const password = keep('password', 'seven quiet otters 6390')
  const person = createVisitor(stack.cloudUrl)
  await person.open('/sign-up')
  await person.submit({ email })
  await person.open(await mailedLink(person))
  await person.submit({ name: 'Nora', password })
  keep('first-session', person.cookies.get('session') ?? '')

  await person.open('/account/code')
  const connecting = await person.submit({}, '/account/code/connect')
  const key = keep('totp', (/Key: ([A-Z2-7 ]+?) Then/.exec(connecting.text)?.[1] ?? '').replaceAll(' ', ''))
  const turnedOn = await person.submit({ code: new TOTP({ secret: Secret.fromBase32(key) }).generate() })
  for (const [n, code] of (turnedOn.text.match(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/g) ?? []).entries()) keep(`recovery-${n}`, code)

  const session = keep('session', person.cookies.get('session') ?? '')
  const api = clientWith(stack.cloudUrl, { cookie: `session=${session}`, 'x-csrf-token': csrfTokenOf(session) })
  await api.teams.create({ slug: 'warehouse', name: 'Warehouse' })
  await api.licences.beginTrial({ team: 'warehouse' })
  const scopes = ['devices:read' as const]
  const program = await api.apiTokens.create({ team: 'warehouse', name: 'Warehouse tools', role: 'member', scopes, expiresInDays: 1 })
  keep('program', program.secret)
  const devices = await api.enrolmentTokens.create({ team: 'warehouse', name: 'One desk', maxUses: 1, expiresInDays: 1 })
  keep('one-desk', devices.secret)
  // In an address, where no secret belongs, and in a header that is refused.
  await fetch(`${stack.cloudUrl}/api/ssl/${program.secret}?token=${devices.secret}`)
  await fetch(`${stack.cloudUrl}/api/teams`, { headers: { authorization: `Bearer ${program.secret}x` } })

  const stranger = createVisitor(stack.cloudUrl)
  await stranger.open('/sign-in')
  await stranger.submit({ email, password: keep('mistyped', 'seven quiet otter 6390') })
  await stranger.open('/reset')
  await stranger.submit({ email })
  await stranger.open(await mailedLink(stranger))
}

/** As it stands in a mail that was not there before. */
async function mailedLink(person: WebVisitor): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const { html } = await person.open('/practice/mails')
    const links = [...html.matchAll(/<a href="(http[^"]+token=([\w-]+))"/g)]
    const [, link, token] = links.find(([, , each]) => ![...secrets.values()].some((known) => known.equals(Buffer.from(each ?? '')))) ?? []
    if (link !== undefined && token !== undefined) {
      keep(`mailed-${secrets.size}`, token)
      const { pathname, search } = new URL(link)
      return `${pathname}${search}`
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no new link was mailed')
}

/** Every key that the agent keeps, opened with the key of this machine. */
async function openSealed() {
  const agent = join(folder.path, 'agent')
  const own = createKeyFileSecrets({ file: join(agent, 'secrets.key') })
  const { db, close } = await openDatabase({ file: join(agent, 'agent.db'), now: Date.now() })
  try {
    for (const { purpose, sealed } of await sealedValuesRepository(db).all()) {
      secrets.set(purpose, Buffer.from(await own.open(sealed, purpose)))
    }
  } finally {
    await close()
  }
}

function fileOf(...path: string[]): string {
  return readFileSync(join(folder.path, ...path), 'utf8').trim()
}

function agentLog(): string {
  return filesBelow(join(folder.path, 'agent', 'log'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}

function filesBelow(path: string, name = /./): string[] {
  const all = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((each) => join(path, each))
  return all.filter((file) => name.test(file) && statSync(file).isFile())
}

/** Which secrets are there, in any of the ways in which they may have been written. One walk through the bytes looks for all. */
function foundIn(text: string | Buffer): string[] {
  const bytes = Buffer.from(text)
  const byStart: { what: string; way: Buffer }[][] = []
  for (const [what, secret] of secrets) {
    for (const way of waysToWrite(secret)) {
      const start = way.readUInt16BE()
      byStart[start] = [...(byStart[start] ?? []), { what, way }]
    }
  }
  const found = new Set<string>()
  for (let at = 0; at + 1 < bytes.length; at++) {
    for (const { what, way } of byStart[bytes.readUInt16BE(at)] ?? []) {
      if (way.equals(bytes.subarray(at, at + way.length))) found.add(what)
    }
  }
  return [...found]
}

function waysToWrite(secret: Buffer): Buffer[] {
  const text = secret.toString('latin1')
  if (!text.includes('PRIVATE KEY')) return [secret, Buffer.from(encodeURIComponent(text)), ...encoded(secret)]
  const { d = '', p = '' } = createPrivateKey(text).export({ format: 'jwk' })
  return [d, p].filter(Boolean).flatMap((number) => encoded(Buffer.from(number, 'base64url')))
}

/** As bytes, in hex, and in base64 wherever in a longer value it stands; the last bytes of it are enough. */
function encoded(bytes: Buffer): Buffer[] {
  const inBase64 = [0, 1, 2].flatMap((before) => {
    const part = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(4, -1)
      .slice(-24)
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return [bytes, ...[bytes.toString('hex'), ...inBase64].map((text) => Buffer.from(text))]
}
