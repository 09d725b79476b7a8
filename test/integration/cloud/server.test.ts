import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateSigningKey } from '#cloud/plugins/signing-key.ts'
import { askDns } from '../../support/dns-question.ts'
import { freePorts } from '../../support/free-port.ts'
import { ask } from '../../support/https-client.ts'
import { postgresPrograms, startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const program = fileURLToPath(new URL('../../../src-cloud/server.ts', import.meta.url))

interface Run {
  child: ChildProcess
  output(): string
  ended: Promise<number | null>
}

function run(env: Record<string, string>): Run {
  const child = spawn(process.execPath, [program], { env: { PATH: process.env.PATH ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  return { child, output: () => text, ended: once(child, 'close').then(([code]) => code) }
}

it('the server names every setting that is missing or wrong at once, shows none of them, and does not start', async () => {
  const { ended, output } = run({ ZONE: 'Myl.Test', DATABASE_URL: 'mysql://root:hunter2@db/cloud', ACCESS_TOKEN_KEYS: '[{"d":"hunter3"}]' })
  expect(await ended).toBe(1)
  expect(output()).toMatch(/^OPTION_INVALID: /)
  for (const name of ['ZONE', 'DATABASE_URL', 'ACCESS_TOKEN_KEYS', 'PUBLIC_URL is missing', 'NAMESERVERS is missing', 'TRUSTED_PROXIES']) {
    expect(output()).toContain(name)
  }
  expect(output()).not.toMatch(/hunter/)
})

const bin = postgresPrograms()
describe.skipIf(bin === undefined)('the server (skipped where the Debian package postgresql is not installed)', () => {
  let postgres: TestPostgres
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let settings: Record<string, string>

  beforeAll(async () => {
    postgres = await startPostgres(bin ?? '')
    folder = await temporaryFolder()
    const keys = join(folder.path, 'keys.json')
    await writeFile(keys, JSON.stringify([await generateSigningKey()]), { mode: 0o600 })
    const masterKeys = JSON.stringify([{ kid: 'first', k: randomBytes(32).toString('base64url') }])
    settings = {
      DATABASE_URL: await postgres.newDatabase(),
      ACCESS_TOKEN_KEYS_FILE: keys,
      MASTER_KEYS: masterKeys,
      ZONE: 'myl.test',
      PUBLIC_URL: 'https://cloud.myl.test',
    }
    const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'no-reply@myl.test' }
    Object.assign(settings, { NAMESERVERS: 'ns1.myl.test=192.0.2.53', ...mail })
  })
  afterAll(async () => {
    await postgres?.stop()
    await folder?.remove()
  })

  it('speaks HTTPS by itself, answers DNS, migrates its database, and ends cleanly when told', async () => {
    const [httpPort = 0, dnsPort = 0] = await freePorts(2)
    const authority = await createTestAuthority()
    const { certificatePem, chainPem, privateKeyPem } = await authority.issue({ names: ['cloud.myl.test'] })
    const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')]
    await Promise.all([writeFile(cert, [certificatePem, ...chainPem].join('\n')), writeFile(key, privateKeyPem)])
    const ports = { HTTP_PORT: String(httpPort), DNS_PORT: String(dnsPort) }
    const server = run({ ...settings, ...ports, TLS_CERT_FILE: cert, TLS_KEY_FILE: key })
    try {
      await until(() => server.output().includes('listening'), server)
      expect(await ask({ port: httpPort, name: 'cloud.myl.test', ca: authority.rootPem, path: '/healthz' })).toMatchObject({ status: 200 })
      expect((await askDns(dnsPort, 'ns1.myl.test', 'A')).addresses).toEqual(['192.0.2.53'])
    } finally {
      server.child.kill('SIGTERM')
    }
    expect(await server.ended).toBe(0)
  })
})

async function until(condition: () => boolean, { ended, output }: Run): Promise<void> {
  const late = Date.now() + 20_000
  let over = false
  ended.then(() => {
    over = true
  })
  while (!condition()) {
    if (over || Date.now() > late) throw new Error(`the server did not come up: ${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
