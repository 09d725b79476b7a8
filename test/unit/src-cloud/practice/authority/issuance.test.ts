import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPractice, type TestPractice } from '../../../../support/practice.ts'
import type { RawAcmeClient } from '../../../../support/raw-acme-client.ts'
import { challengeOf, csrFor, identifiers, obtain, proveAll, publishProof } from '../../../../support/raw-acme-steps.ts'

let practice: TestPractice
let client: RawAcmeClient

beforeAll(async () => {
  practice = await startTestPractice()
  client = await practice.client()
})

afterAll(async () => {
  client.close()
  await practice.stop()
})

function certificatesIn(chain: string): X509Certificate[] {
  return (chain.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []).map((pem) => new X509Certificate(pem))
}

describe('a device that proves its name', () => {
  test('gets a certificate for it that leads to the practice root over an intermediate', async () => {
    const signer = await client.register()
    const { chain } = await obtain(practice, client, signer, { names: ['desk.acme.myl.test'] })
    const [leaf, intermediate, ...more] = certificatesIn(chain)
    const root = new X509Certificate(practice.authority.rootPem)
    expect(more).toEqual([])
    expect(leaf?.checkHost('desk.acme.myl.test')).toBe('desk.acme.myl.test')
    expect(leaf?.verify(intermediate?.publicKey ?? root.publicKey)).toBe(true)
    expect(intermediate?.verify(root.publicKey)).toBe(true)
    expect(practice.defects).toEqual([])
  })

  test('needs to look at its authorization once only, because the answer waits for the check', async () => {
    const signer = await client.register()
    const order = await client.post(client.at('newOrder'), { identifiers: identifiers('once.myl.test') }, signer)
    const [url] = order.body.authorizations
    const { token, url: challenge } = challengeOf((await client.post(url, undefined, signer)).body, 'dns-01')
    await publishProof(practice, signer, 'once.myl.test', token)
    const begun = await client.post(challenge, {}, signer)
    expect(begun.body.status).toBe('processing')
    expect(begun.headers['retry-after']).toBe('0')
    expect((await client.post(url, undefined, signer)).body.status).toBe('valid')
  })

  test('may ask for a wildcard together with its parent, both proven at one place', async () => {
    const signer = await client.register()
    const { chain } = await obtain(practice, client, signer, { names: ['*.shop.myl.test', 'shop.myl.test'] })
    expect(certificatesIn(chain)[0]?.subjectAltName).toBe('DNS:*.shop.myl.test, DNS:shop.myl.test')
  })

  test('is offered no http-01 for a wildcard, which would prove too little', async () => {
    const signer = await client.register()
    const order = await client.post(client.at('newOrder'), { identifiers: identifiers('*.wild.myl.test') }, signer)
    const { body } = await client.post(order.body.authorizations[0], undefined, signer)
    expect(body).toMatchObject({ wildcard: true, identifier: { value: 'wild.myl.test' } })
    expect(body.challenges.map((it: { type: string }) => it.type)).toEqual(['dns-01'])
  })
})

describe('a profile', () => {
  test.each([
    { profile: 'classic', days: 90, subject: 'CN=p.myl.test' },
    { profile: 'tlsserver', days: 45, subject: undefined },
    { profile: 'shortlived', days: 160 / 24, subject: undefined },
  ])('$profile gives a certificate of $days days', async ({ profile, days, subject }) => {
    const signer = await client.register()
    const { chain, order } = await obtain(practice, client, signer, { names: ['p.myl.test'], profile })
    const [leaf] = certificatesIn(chain)
    expect(order.body.profile).toBe(profile)
    expect(leaf?.subject).toBe(subject)
    expect(Date.parse(leaf?.validTo ?? '') - Date.parse(leaf?.validFrom ?? '')).toBe(days * 86_400_000)
    expect(Date.parse(leaf?.validFrom ?? '')).toBeLessThan(Date.now() - 59 * 60_000)
  })

  test('that does not exist is refused by name', async () => {
    const signer = await client.register()
    const order = { identifiers: identifiers('p.myl.test'), profile: 'tlsclient' }
    const refused = await client.post(client.at('newOrder'), order, signer)
    expect(refused.body).toMatchObject({ type: 'urn:ietf:params:acme:error:invalidProfile', status: 400 })
    expect(refused.body.detail).toContain('tlsclient')
  })
})

test('two finalizations of one order at once give one certificate', async () => {
  const signer = await client.register()
  const made = await client.post(client.at('newOrder'), { identifiers: identifiers('twice.myl.test') }, signer)
  const ready = await proveAll(practice, client, signer, made)
  const csr = await csrFor({ names: ['twice.myl.test'] })
  const both = await Promise.all([1, 2].map(() => client.post(ready.body.finalize, { csr }, signer)))
  expect(both.map((it) => it.status).sort()).toEqual([200, 403])
  expect(both.find((it) => it.status === 403)?.body.type).toBe('urn:ietf:params:acme:error:orderNotReady')
})

test('an RSA account signs as well as one on P-384', async () => {
  for (const alg of ['RS256', 'ES384']) {
    const signer = await client.register(alg)
    const { order } = await obtain(practice, client, signer, { names: [`${alg.toLowerCase()}.myl.test`] })
    expect(order.body.status).toBe('valid')
  }
})
