import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type CloudSettings, newPorts, newSettings, operate, runServer } from '../../support/cloud-server.ts'
import { askDns } from '../../support/dns-question.ts'
import { ask } from '../../support/https-client.ts'
import { type NewDatabase, postgresPrograms } from '../../support/postgres.ts'
import { newDatabase } from '../../support/shared-postgres.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

it('the server names every setting that is missing or wrong at once, shows none of them, and does not start', async () => {
  const { ended, output } = runServer({
    ZONE: 'Myl.Test',
    DATABASE_URL: 'mysql://root:hunter2@db/cloud',
    ACCESS_TOKEN_KEYS: '[{"d":"hunter3"}]',
  })
  expect(await ended).toBe(1)
  expect(output()).toMatch(/^OPTION_INVALID: /)
  for (const name of ['ZONE', 'DATABASE_URL', 'ACCESS_TOKEN_KEYS', 'PUBLIC_URL is missing', 'NAMESERVERS is missing', 'TRUSTED_PROXIES']) {
    expect(output()).toContain(name)
  }
  expect(output()).not.toMatch(/hunter/)
})

const bin = postgresPrograms()
describe.skipIf(bin === undefined)('the server (skipped where the Debian package postgresql is not installed)', () => {
  let database: NewDatabase
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let settings: CloudSettings

  beforeAll(async () => {
    database = await newDatabase('empty')
    folder = await temporaryFolder()
    settings = await newSettings(database.url)
    const keys = join(folder.path, 'keys.json')
    await writeFile(keys, settings.ACCESS_TOKEN_KEYS ?? '', { mode: 0o600 })
    const { ACCESS_TOKEN_KEYS, ...others } = settings
    settings = { ...others, ACCESS_TOKEN_KEYS_FILE: keys, ...(await newPorts()) }
  })
  afterAll(async () => {
    await database?.drop()
    await folder?.remove()
  })

  async function certificate(label: string) {
    const authority = await createTestAuthority(label)
    const { certificatePem, chainPem, privateKeyPem } = await authority.issue({ names: ['cloud.portal.test'] })
    const [cert, key] = [join(folder.path, `${label}.pem`), join(folder.path, `${label}.key`)]
    await Promise.all([writeFile(cert, [certificatePem, ...chainPem].join('\n')), writeFile(key, privateKeyPem)])
    return { root: authority.rootPem, files: { TLS_CERT_FILE: cert, TLS_KEY_FILE: key } }
  }

  it('does not start on a database that was not migrated, and says which step is missing', async () => {
    const server = runServer(settings)
    expect(await server.ended).toBe(1)
    expect(server.output()).toMatch(/^DATABASE_NOT_MIGRATED: .*0001-first/)
  })

  it('does not start with certificates of the practice authority', async () => {
    const { files } = await certificate('MyL.Zip Practice')
    for (const wrong of [files, { NODE_EXTRA_CA_CERTS: files.TLS_CERT_FILE }]) {
      const server = runServer({ ...settings, ...wrong })
      expect(await server.ended).toBe(1)
      expect(server.output()).toMatch(new RegExp(`^PRACTICE_CERTIFICATE: ${Object.keys(wrong)[0]}`, 'm'))
    }
  })

  it('migrated by a command of its own it speaks HTTPS, answers DNS, shows its metrics on loopback alone, and ends cleanly', async () => {
    expect(await operate(['migrate'], settings)).toEqual({ code: 0, said: expect.stringContaining('0001-first') })
    expect(await operate(['migrate'], settings)).toEqual({ code: 0, said: 'The database was up to date already.\n' })
    const { root, files } = await certificate('Test')
    const server = runServer({ ...settings, ...files })
    const port = Number(settings.HTTP_PORT)
    try {
      await server.listening()
      const https = { port, name: 'cloud.portal.test', ca: root }
      expect(await ask({ ...https, path: '/health/ready' })).toMatchObject({ status: 200 })
      expect(await ask({ ...https, path: '/metrics' })).toMatchObject({ status: 404 })
      expect((await askDns(Number(settings.DNS_PORT), 'ns1.myl.test', 'A')).addresses).toEqual(['192.0.2.53'])
      const metrics = await (await fetch(`http://127.0.0.1:${settings.METRICS_PORT}/metrics`)).text()
      expect(metrics).toMatch(/mylzip_http_requests_total\{call="\/health\/ready",method="GET",status="200"\} 1/)
      expect(metrics).toContain('process_resident_memory_bytes')
    } finally {
      server.child.kill('SIGTERM')
    }
    expect(await server.ended).toBe(0)
  })

  it('told to stop it is not ready any more, answers as before until the time is over, and then ends', async () => {
    const server = runServer({ ...settings, DRAIN_SECONDS: '1' })
    await server.listening()
    const url = `http://127.0.0.1:${settings.HTTP_PORT}`
    // Ctrl-C reaches a process and its supervisor, which then says it in its own way.
    server.child.kill('SIGINT')
    server.child.kill('SIGTERM')
    await vi.waitFor(async () => expect((await fetch(`${url}/health/ready`)).status).toBe(503))
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    expect((await fetch(`${url}/api/auth/time`)).status).toBe(200)
    expect(await server.ended).toBe(0)
    expect(server.output().match(/"stopping"/g)).toHaveLength(1)
  })

  it('goes on where a newer version has migrated the database already: tables and columns it does not know are none of its business', async () => {
    const client = new pg.Client({ connectionString: settings.DATABASE_URL })
    await client.connect()
    await client.query(`ALTER TABLE teams ADD COLUMN colour text; INSERT INTO kysely_migration VALUES ('9999-later', 'now')`)
    await client.end()
    const server = runServer(settings)
    await server.listening()
    expect((await fetch(`http://127.0.0.1:${settings.HTTP_PORT}/health/ready`)).status).toBe(200)
    expect(server.output()).toContain('the database is newer')
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(await operate(['migrate'], settings)).toEqual({ code: 1, said: expect.stringMatching(/^DATABASE_NEWER: /) })
  })
})
