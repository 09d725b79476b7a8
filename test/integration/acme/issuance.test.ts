import { X509Certificate } from 'node:crypto'
import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { connectTo, issue, newTestAccount, type TestAccount } from '../../support/acme-client-under-test.ts'
import { openssl, opensslIsThere } from '../../support/openssl.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

describe.skipIf(!pebbleIsThere)(`a certificate from Pebble (${needsPebble})`, () => {
  let pebble: StartedPebble
  let account: TestAccount

  beforeAll(async () => {
    pebble = await startPebble({
      config: { profiles: { default: { validityPeriod: 7_776_000 }, shortlived: { validityPeriod: 518_400 } } },
    })
    account = await newTestAccount()
    await connectTo(pebble, account).prepareAccount()
  })
  afterAll(() => pebble?.stop())

  describe.skipIf(!opensslIsThere)('read back by openssl (needs openssl)', () => {
    const seen: Record<KeyType, string> = {
      'rsa-2048': 'Public-Key: (2048 bit)',
      'rsa-3072': 'Public-Key: (3072 bit)',
      'rsa-4096': 'Public-Key: (4096 bit)',
      'p-256': 'NIST CURVE: P-256',
      'p-384': 'NIST CURVE: P-384',
    }
    test.each(KeyType.options)('belongs to the %s key that was made for it', async (keyType) => {
      const { chain, privateKeyPem } = await issue(connectTo(pebble, account), pebble.solver(), [`${keyType}.myl.test`], { keyType })
      const [leaf = ''] = chain
      const text = openssl(['x509', '-noout', '-text'], leaf)
      expect(text).toContain(seen[keyType])
      expect(text).toContain(`DNS:${keyType}.myl.test`)
      expect(openssl(['x509', '-noout', '-pubkey'], leaf)).toBe(openssl(['pkey', '-pubout'], privateKeyPem))
      const facts = await readIssuedCertificate(leaf)
      expect(openssl(['x509', '-noout', '-serial'], leaf).trim()).toBe(`serial=${facts.serial}`)
      expect(openssl(['x509', '-noout', '-fingerprint', '-sha1'], leaf).trim().replaceAll(':', '')).toMatch(
        new RegExp(`=${facts.thumbprint}$`),
      )
    })
  })

  test('comes with its issuer, and leads to the root of the authority', async () => {
    const { chain } = await issue(connectTo(pebble, account), pebble.solver(), ['chain.myl.test'])
    const root = new X509Certificate(await pebble.issuingRoot())
    const [leaf, issuer] = chain.map((pem) => new X509Certificate(pem))
    expect(chain).toHaveLength(2)
    expect(issuer && leaf?.verify(issuer.publicKey)).toBe(true)
    expect(issuer?.verify(root.publicKey)).toBe(true)
  })

  test('costs seven requests when account, directory and nonce are at hand', async () => {
    const authority = connectTo(pebble, account)
    await issue(authority, pebble.solver(), ['warm-up.myl.test'])
    const before = authority.requests()
    await issue(authority, pebble.solver(), ['counted.myl.test'])
    expect(authority.requests() - before).toBeLessThanOrEqual(7)
  })

  test('costs two more in a process that has just begun: the directory and a nonce', async () => {
    const authority = connectTo(pebble, account)
    await issue(authority, pebble.solver(), ['fresh.myl.test'])
    expect(authority.requests()).toBeLessThanOrEqual(9)
  })

  test('holds a wildcard, its parent and other names at once, and every answer is taken away again', async () => {
    const names = ['myl.test', '*.myl.test', 'a.myl.test', 'b.myl.test', 'c.myl.test', '*.c.myl.test']
    const solver = pebble.solver()
    const { chain } = await issue(connectTo(pebble, account), solver, names)
    expect((await readIssuedCertificate(chain[0] ?? '')).names.toSorted()).toEqual(names.toSorted())
    expect(solver.published()).toBe(names.length)
    expect(solver.left()).toEqual([])
  })

  test('lives as long as the profile says that was asked for', async () => {
    const { chain } = await issue(connectTo(pebble, account), pebble.solver(), ['brief.myl.test'], { profile: 'shortlived' })
    const { notBefore, notAfter } = await readIssuedCertificate(chain[0] ?? '')
    expect((notAfter - notBefore) / 86_400_000).toBeCloseTo(6, 1)
  })

  test('is not even ordered with a profile the directory does not list', async () => {
    const authority = connectTo(pebble, account)
    for (const profile of ['tlsclient', 'constructor']) {
      const ordering = authority.order({ names: ['profile.myl.test'], profile, replaces: undefined })
      await expect(ordering).rejects.toMatchObject({ code: 'ACME_PROFILE_UNKNOWN', data: { profile } })
    }
    expect(authority.requests()).toBe(1)
  })

  test('is ordered without such a profile where that is to be left out, and says so', async () => {
    const leftOut: string[] = []
    const onProfileLeftOut = (profile: string) => void leftOut.push(profile)
    for (const profile of ['tlsclient', 'shortlived'])
      await connectTo(pebble, account).order({ names: ['left-out.myl.test'], profile, replaces: undefined, onProfileLeftOut })
    expect(leftOut).toEqual(['tlsclient'])
  })

  test('is issued by an authority that calls every other nonce bad', async () => {
    const fussy = await startPebble({ env: { PEBBLE_WFE_NONCEREJECT: '50' } })
    try {
      const { chain } = await issue(connectTo(fussy, await newTestAccount()), fussy.solver(), ['nonces.myl.test', '*.nonces.myl.test'])
      expect(chain).toHaveLength(2)
    } finally {
      await fussy.stop()
    }
  })

  test('costs five requests at most when the authority still believes an earlier proof', async () => {
    const trusting = await startPebble({ env: { PEBBLE_AUTHZREUSE: '100' } })
    try {
      const authority = connectTo(trusting, await newTestAccount())
      const solver = trusting.solver()
      await issue(authority, solver, ['again.myl.test'])
      const before = authority.requests()
      await issue(authority, solver, ['again.myl.test'])
      expect(authority.requests() - before).toBeLessThanOrEqual(5)
      expect(solver.published()).toBe(1)
    } finally {
      await trusting.stop()
    }
  })

  test('is waited for, at the pace the authority asks for, when it takes its time to look', async () => {
    const slow = await startPebble({
      env: { PEBBLE_VA_NOSLEEP: '0', PEBBLE_VA_SLEEPTIME: '3' },
      config: { retryAfter: { authz: 1, order: 1 } },
    })
    try {
      const authority = connectTo(slow, await newTestAccount(), { pace: { first: 50, slowest: 50, patience: 30_000 } })
      const { chain } = await issue(authority, slow.solver(), ['slow.myl.test'])
      expect(chain).toHaveLength(2)
      // At 50 ms a look it would have been dozens; Retry-After says one a second.
      expect(authority.requests()).toBeLessThanOrEqual(16)
    } finally {
      await slow.stop()
    }
  })
})
