import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { diagnosticsParts } from '@mylzip/shared/operations/diagnostics.ts'
import { diagnosticsFile } from '@mylzip/shared/operations/diagnostics-file.policy.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDiagnostics, type DiagnosticsSources } from '#main/diagnostics/diagnostics.service.ts'
import { secretsInEnvironment } from '#main/diagnostics/known-secrets.policy.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

const now = Date.parse('2026-11-21T09:05:00Z')
const { privateKey } = generateKeyPairSync('ed25519')
const { privateKey: ecKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { privateKey: rsaKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key: typeof privateKey) => String(key.export({ type: 'pkcs8', format: 'pem' }))
const der = (key: typeof privateKey) => key.export({ type: 'pkcs8', format: 'der' }).toString('base64')
const jwk = ecKey.export({ format: 'jwk' })

/** Letters as secrets have them, never found in what stands around. */
const secretText = fc.stringMatching(/^Zq[A-Za-z0-9_-]{20,40}$/)

/** What is planted, as a fact of its own or in words, and what of it must not be seen. */
const planted = fc.oneof(
  ...[privateKey, ecKey, rsaKey].map((key) =>
    fc.constant({ fact: `the key is ${pem(key)}`, secret: pem(key).split('\n')[1] ?? '', known: false }),
  ),
  ...[privateKey, ecKey, rsaKey].map((key) => fc.constant({ fact: `read ${der(key)} there`, secret: der(key).slice(-40), known: false })),
  fc.constant({ fact: jwk, secret: jwk.d ?? '', known: false }),
  fc.constant({ fact: JSON.stringify({ account: jwk }), secret: jwk.d ?? '', known: false }),
  secretText.map((secret) => ({ fact: `Authorization: Bearer ${secret}`, secret, known: false })),
  secretText.map((secret) => ({ fact: `it answered mylzip_enrol_${secret}`, secret, known: false })),
  secretText.map((secret) => ({ fact: `eyJhbGciOiJFUzI1NiJ9.${secret}.${secret}`, secret, known: false })),
  secretText.map((secret) => ({ fact: `connect http://desk:${secret}@proxy.example:8080/ failed`, secret, known: false })),
  secretText.map((secret) => ({ fact: `http://desk:p@${secret}@proxy.example`, secret, known: false })),
  secretText.map((secret) => ({ fact: { password: secret, pfxPassword: secret, name: 'x' }, secret, known: false })),
  secretText.map((secret) => ({ fact: `run --password=${secret} now`, secret, known: false })),
  secretText.map((secret) => ({ fact: JSON.stringify(JSON.stringify({ token: secret })), secret, known: false })),
  // A pipe's secret and a proxy's password look like any other word.
  secretText.map((secret) => ({ fact: `nonsense ${secret} nonsense`, secret, known: true })),
  secretText.map((secret) => ({ fact: { [`x-${secret}`]: [secret] }, secret, known: true })),
)

const surrounded = (fact: unknown) =>
  fc
    .constantFrom<(inner: unknown) => unknown>(
      (inner) => inner,
      (inner) => ({ at: '2026-11-21', within: [{ deep: { inner } }] }),
      (inner) => [1, null, inner, 'after'],
    )
    .map((around) => around(fact))

const source = planted.chain((plant) => surrounded(plant.fact).map((value) => ({ ...plant, value })))

const told = (sources: Partial<DiagnosticsSources>, known: readonly string[] = []) =>
  createDiagnostics({
    clock: { now: () => now },
    version: '0.1.0',
    log: createSilentLog(),
    knownSecrets: async () => known,
    sources: {
      ...(Object.fromEntries(diagnosticsParts.map((part) => [part, async () => ({ part })])) as unknown as DiagnosticsSources),
      log: async () => [],
      ...sources,
    },
  }).create({ doctor: true })

describe('what support is told', () => {
  test('holds no private key, token, password or secret, wherever one was planted', async () => {
    const values = Object.fromEntries(diagnosticsParts.map((part) => [part, source]))
    await fc.assert(
      fc.asyncProperty(fc.record(values), fc.boolean(), async (plants, isLogText) => {
        const sources = Object.fromEntries(Object.entries(plants).map(([part, { value }]) => [part, async () => value]))
        const { value: inLog } = plants.log ?? { value: '' }
        const line = isLogText && typeof inLog === 'string' ? inLog : JSON.stringify({ level: 'info', msg: 'it failed', inLog })
        const known = Object.values(plants).flatMap((plant) => (plant.known ? [plant.secret] : []))
        const diagnostics = await told(
          { ...sources, log: async () => ['{"level":"info","msg":"before"}', line] } as Partial<DiagnosticsSources>,
          known,
        )
        const file = diagnosticsFile(diagnostics)
        for (const { secret } of Object.values(plants)) expect(file).not.toContain(secret)
        expect(diagnostics.parts.every(({ redacted }) => redacted > 0)).toBe(true)
        expect(diagnostics.parts.every(({ missing }) => missing === null)).toBe(true)
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  test('nothing that the program was started with: how it signs in at a proxy, and the key of a DNS server', () => {
    const environment = {
      HTTPS_PROXY: 'http://desk:fr%40nt-door@proxy.example:8080',
      http_proxy: 'other:words-here@proxy.example',
      NO_PROXY: 'localhost',
      MYLZIP_DNS_KEY: '/c2VjcmV0LWtleQ==',
      PATH: '/usr/bin',
    }
    const secrets = secretsInEnvironment(environment)
    const basic = Buffer.from('desk:fr@nt-door').toString('base64')
    expect(secrets).toEqual(expect.arrayContaining(['fr%40nt-door', 'fr@nt-door', basic, 'words-here', '/c2VjcmV0LWtleQ==']))
    expect(secrets).not.toContain('/usr/bin')
    expect(secretsInEnvironment({ HTTPS_PROXY: 'not a proxy at all', SOME_KEY: undefined })).toEqual([])
  })
})

describe('the file of it', () => {
  test('says what is in it, then what is redacted or missing, then each part as it was previewed', async () => {
    const diagnostics = await told({
      about: async () => ({ version: '0.1.0', token: 'Zq' }),
      database: () => Promise.reject(new Refusal('DATABASE_NOT_DURABLE')),
      policy: () => Promise.reject(new Error('no such table')),
      log: async () => ['{"level":"info","msg":"MyL.Zip SSL started"}', 'torn off'],
    })
    const file = diagnosticsFile(diagnostics)
    expect(diagnostics.fileName).toBe('mylzip-diagnostics-2026-11-21-0905.txt')
    expect(file).toMatch(
      /^Diagnostics of MyL\.Zip SSL 0\.1\.0, made at 2026-11-21T09:05:00\.000Z \(UTC\)\.\n\nContents\n {2}1\. This program/,
    )
    expect(file).toContain('  - This program and this machine: 1 value is redacted.')
    expect(file).toContain('  - What the organisation has set: not in it. It could not be read.')
    expect(file).toMatch(/ {2}- The database: not in it\. \S/)
    for (const { content, missing } of diagnostics.parts) expect(file).toContain(missing ?? content)
    expect(diagnostics.parts.at(-1)?.content).toBe('{"level":"info","msg":"MyL.Zip SSL started"}\n"torn off"')
  })

  test('it can be had at once, without what the doctor takes seconds to see', async () => {
    const asked: string[] = []
    const diagnostics = await createDiagnostics({
      clock: { now: () => now },
      version: '0.1.0',
      log: createSilentLog(),
      knownSecrets: async () => [],
      sources: Object.fromEntries(
        diagnosticsParts.map((part) => [
          part,
          async () => {
            asked.push(part)
            return []
          },
        ]),
      ) as unknown as DiagnosticsSources,
    }).create({ doctor: false })
    expect(asked).not.toContain('doctor')
    expect(diagnostics.parts.find(({ part }) => part === 'doctor')?.missing).toBe('It was not asked for.')
  })

  test('a short word is not taken for a secret, however often it is known to be one', async () => {
    const { parts } = await told({ about: async () => 'version 12345 of many' }, ['12345', '', `${randomBytes(8).toString('hex')}`])
    expect(parts[0]?.content).toBe('"version 12345 of many"')
  })
})
