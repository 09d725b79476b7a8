import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startAuthority } from '#cloud/practice/authority/authority.ts'
import { startTestPractice, type TestPractice } from '../../../../support/practice.ts'
import type { RawAcmeClient } from '../../../../support/raw-acme-client.ts'
import { certificateKeys, challengeOf, csrFor, identifiers, proveAll, publishProof } from '../../../../support/raw-acme-steps.ts'

let practice: TestPractice
let client: RawAcmeClient

beforeEach(async () => {
  practice = await startTestPractice()
  client = await practice.client()
})

afterEach(async () => {
  client.close()
  await practice.stop()
})

test('accounts, orders and certificates keep their addresses over a restart, and the root stays the same', async () => {
  const signer = await client.register()
  const made = await client.post(client.at('newOrder'), { identifiers: identifiers('stay.myl.test') }, signer)
  const ready = await proveAll(practice, client, signer, made)
  const root = practice.authority.rootPem
  await practice.restart()
  expect(practice.authority.rootPem).toBe(root)
  const keys = await certificateKeys()
  const final = await client.post(ready.body.finalize, { csr: await csrFor({ names: ['stay.myl.test'], keys }) }, signer)
  expect(final.body.status).toBe('valid')
  await practice.restart()
  expect((await client.post(final.body.certificate, undefined, signer)).text).toContain('BEGIN CERTIFICATE')
})

test('a check that a restart interrupted is made again', async () => {
  const signer = await client.register()
  const made = await client.post(client.at('newOrder'), { identifiers: identifiers('slow.myl.test') }, signer)
  const [url] = made.body.authorizations
  const challenge = challengeOf((await client.post(url, undefined, signer)).body, 'dns-01')
  await publishProof(practice, signer, 'slow.myl.test', challenge.token)
  practice.txt.silent = true
  expect((await client.post(challenge.url, {}, signer)).body.status).toBe('processing')
  setTimeout(() => {
    practice.txt.silent = false
  }, 100)
  await practice.restart()
  expect((await client.post(url, undefined, signer)).body.status).toBe('valid')
})

test('a nonce from before a restart is refused, and the refusal brings a new one', async () => {
  const signer = await client.register()
  const nonce = await client.nonce()
  await practice.restart()
  const refused = await client.post(signer.kid, undefined, signer, { nonce })
  expect(refused.body.type).toBe('urn:ietf:params:acme:error:badNonce')
  const again = await client.post(signer.kid, undefined, signer, { nonce: String(refused.headers['replay-nonce']) })
  expect(again.status).toBe(200)
})

test('its keys can be read by nobody else, and its root says what it is and whom it can vouch for', async () => {
  const folder = join(practice.authority.rootFile, '..')
  const keys = await stat(join(folder, 'practice-keys.pem'))
  expect(keys.mode & 0o777).toBe(0o600)
  expect(await readFile(practice.authority.rootFile, 'utf8')).toBe(`${practice.authority.rootPem}\n`)
  expect(new X509Certificate(practice.authority.rootPem).subject).toContain('Practice Root (never trust this)')
})

test('it neither starts nor makes a key where production is said, however it is written', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'mylzip-test-'))
  const folder = join(parent, 'authority')
  const options = {
    folder,
    port: 0,
    dnsServer: { address: '127.0.0.1', port: 9 },
    httpResponder: { address: '127.0.0.1', port: 9 },
    now: Date.now,
    onDefect: () => undefined,
  }
  for (const env of [{ NODE_ENV: 'production' }, { MYLZIP_ENV: 'production' }, { MYLZIP_ENV: ' Production' }]) {
    await expect(startAuthority({ ...options, env })).rejects.toMatchObject({ code: 'PRACTICE_IN_PRODUCTION' })
  }
  await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' })
  await rm(parent, { recursive: true })
})

test('it asks nobody but this machine', async () => {
  await expect(startTestPractice({ dnsServer: { address: '192.0.2.1', port: 53 } })).rejects.toThrow('this machine only')
  await expect(startTestPractice({ httpResponder: { address: '192.0.2.1', port: 80 } })).rejects.toThrow('this machine only')
})

test('a port that another program has is said to be taken', async () => {
  await expect(startTestPractice({ port: practice.authority.port })).rejects.toMatchObject({ code: 'PORT_TAKEN' })
})

test('records that a newer version has written are left alone', async () => {
  const file = join(practice.authority.rootFile, '..', 'authority.db')
  const database = new Database(file)
  database.pragma('user_version = 99')
  database.close()
  await expect(practice.restart()).rejects.toMatchObject({ code: 'DATABASE_NEWER', data: { found: 99 } })
  const again = new Database(file)
  again.pragma('user_version = 1')
  again.close()
  expect((await practice.restart()).port).toBeGreaterThan(0)
})
