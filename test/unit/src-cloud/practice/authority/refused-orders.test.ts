import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPractice, type TestPractice } from '../../../../support/practice.ts'
import type { AcmeSigner, RawAcmeClient, Reply } from '../../../../support/raw-acme-client.ts'
import { certificateKeys, challengeOf, csrFor, identifiers, problemOf, proveAll } from '../../../../support/raw-acme-steps.ts'

let practice: TestPractice
let client: RawAcmeClient
let signer: AcmeSigner & { kid: string }
let clock = Date.now()

beforeAll(async () => {
  practice = await startTestPractice({ zones: ['myl.test'], now: () => clock, orderLifetime: 3_600_000 })
  client = await practice.client()
  signer = await client.register()
})

afterAll(async () => {
  client.close()
  expect(practice.defects).toEqual([])
  await practice.stop()
})

const ask = (order: object) => client.post(client.at('newOrder'), order, signer)

describe('an order is refused', () => {
  test('for a name outside the practice zone', async () => {
    const refused = await ask({ identifiers: identifiers('www.example.com') })
    expect(problemOf(refused)).toEqual({ type: 'rejectedIdentifier', status: 400 })
    expect(refused.body.identifier).toEqual({ type: 'dns', value: 'www.example.com' })
  })

  test('for a name that only looks as if it were in the zone', async () => {
    for (const name of ['notmyl.test', 'myl.test.example.com']) {
      expect(problemOf(await ask({ identifiers: identifiers(name) })).type).toBe('rejectedIdentifier')
    }
  })

  test('naming each culprit when there are several', async () => {
    const refused = await ask({ identifiers: identifiers('good.myl.test', 'bad.example', 'under_score.myl.test', 'a.*.myl.test') })
    expect(problemOf(refused)).toEqual({ type: 'rejectedIdentifier', status: 400 })
    expect(refused.body.subproblems.map((it: { identifier: { value: string } }) => it.identifier.value)).toEqual([
      'bad.example',
      'under_score.myl.test',
      'a.*.myl.test',
    ])
  })

  test('for something other than a DNS name', async () => {
    const refused = await ask({ identifiers: [{ type: 'ip', value: '127.0.0.1' }] })
    expect(problemOf(refused)).toEqual({ type: 'unsupportedIdentifier', status: 400 })
  })

  test('when it wants to choose its own dates', async () => {
    const refused = await ask({ identifiers: identifiers('a.myl.test'), notAfter: '2030-01-01T00:00:00Z' })
    expect(problemOf(refused)).toEqual({ type: 'malformed', status: 400 })
  })

  test('for no names, or more than the profile allows', async () => {
    expect(problemOf(await ask({ identifiers: [] })).type).toBe('malformed')
    const many = identifiers(...Array.from({ length: 26 }, (_, index) => `n${index}.myl.test`))
    expect(problemOf(await ask({ identifiers: many, profile: 'shortlived' })).type).toBe('malformed')
    expect((await ask({ identifiers: many, profile: 'classic' })).status).toBe(201)
  })
})

describe('a certificate request is refused', () => {
  async function finalizeWith(csr: Parameters<typeof csrFor>[0]): Promise<Reply> {
    const made = await ask({ identifiers: identifiers('csr.myl.test') })
    const ready = await proveAll(practice, client, signer, made)
    expect(ready.body.status).toBe('ready')
    const refused = await client.post(ready.body.finalize, { csr: await csrFor(csr) }, signer)
    const after = await client.post(String(made.headers.location), undefined, signer)
    expect(after.body.status).toBe('ready')
    return refused
  }

  test('when it asks for other names than the order, and the order can still be finished', async () => {
    for (const names of [['other.myl.test'], ['csr.myl.test', 'other.myl.test'], []]) {
      expect(problemOf(await finalizeWith({ names }))).toEqual({ type: 'badCSR', status: 400 })
    }
  })

  test('when its common name is none of the order’s', async () => {
    expect(problemOf(await finalizeWith({ names: ['csr.myl.test'], commonName: 'ceo.myl.test' })).type).toBe('badCSR')
  })

  test('when its key is too weak', async () => {
    const refused = await finalizeWith({ names: ['csr.myl.test'], keys: await certificateKeys('RSA-1024') })
    expect(problemOf(refused).type).toBe('badCSR')
    expect(refused.body.detail).toContain('1024')
  })

  test('when its key is the account’s', async () => {
    const privateKey = signer.privateKey
    const publicKey = await crypto.subtle.importKey('jwk', signer.jwk as JsonWebKey, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'verify',
    ])
    expect(problemOf(await finalizeWith({ names: ['csr.myl.test'], keys: { privateKey, publicKey } })).type).toBe('badCSR')
  })

  test('when it was not signed by its own key, or is no request at all', async () => {
    const made = await ask({ identifiers: identifiers('csr.myl.test') })
    const ready = await proveAll(practice, client, signer, made)
    const forged = Buffer.from(await csrFor({ names: ['csr.myl.test'] }), 'base64url')
    forged.writeUInt8(forged.readUInt8(forged.length - 1) ^ 1, forged.length - 1)
    for (const csr of [forged.toString('base64url'), 'AAAA']) {
      expect(problemOf(await client.post(ready.body.finalize, { csr }, signer))).toEqual({ type: 'badCSR', status: 400 })
    }
  })
})

describe('an order cannot be finished', () => {
  test('before its names are proven', async () => {
    const made = await ask({ identifiers: identifiers('early.myl.test') })
    const refused = await client.post(made.body.finalize, { csr: await csrFor({ names: ['early.myl.test'] }) }, signer)
    expect(problemOf(refused)).toEqual({ type: 'orderNotReady', status: 403 })
  })

  test('after it has expired, although its names were proven', async () => {
    const made = await ask({ identifiers: identifiers('late.myl.test') })
    const ready = await proveAll(practice, client, signer, made)
    clock += 3_600_001
    const refused = await client.post(ready.body.finalize, { csr: await csrFor({ names: ['late.myl.test'] }) }, signer)
    expect(problemOf(refused)).toEqual({ type: 'orderNotReady', status: 403 })
    expect(refused.body.detail).toContain('expired')
    expect((await client.post(String(made.headers.location), undefined, signer)).body.status).toBe('invalid')
  })

  test('once its authorization was given up', async () => {
    const made = await ask({ identifiers: identifiers('gone.myl.test') })
    const [url] = made.body.authorizations
    expect((await client.post(url, { status: 'deactivated' }, signer)).body.status).toBe('deactivated')
    expect((await client.post(String(made.headers.location), undefined, signer)).body.status).toBe('invalid')
  })
})

describe('a proof that is not there', () => {
  async function tryDns(name: string) {
    const made = await ask({ identifiers: identifiers(name) })
    const [url] = made.body.authorizations
    const challenge = challengeOf((await client.post(url, undefined, signer)).body, 'dns-01')
    await client.post(challenge.url, {}, signer)
    const authorization = (await client.post(url, undefined, signer)).body
    const order = (await client.post(String(made.headers.location), undefined, signer)).body
    return { authorization, order, error: challengeOf(authorization, 'dns-01').error }
  }

  test('makes authorization and order invalid, and says the name does not exist', async () => {
    const { authorization, order, error } = await tryDns('absent.myl.test')
    expect([authorization.status, order.status]).toEqual(['invalid', 'invalid'])
    expect(error?.type).toBe('urn:ietf:params:acme:error:dns')
    expect(order.error).toEqual(error)
  })

  test('says what was found in place of it', async () => {
    practice.txt.records.set('_acme-challenge.wrong.myl.test', ['something-else'])
    const { authorization, error } = await tryDns('wrong.myl.test')
    expect(authorization.status).toBe('invalid')
    expect(error).toMatchObject({ type: 'urn:ietf:params:acme:error:unauthorized', identifier: { value: 'wrong.myl.test' } })
    expect(error?.detail).toContain('something-else')
  })

  test('is not taken from another account’s', async () => {
    const stranger = await client.register()
    const order = await client.post(client.at('newOrder'), { identifiers: identifiers('shared.myl.test') }, stranger)
    await proveAll(practice, client, stranger, order)
    expect((await tryDns('shared.myl.test')).authorization.status).toBe('invalid')
  })
})
