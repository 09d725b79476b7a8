import { FlattenedSign } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPractice, type TestPractice } from '../../../../support/practice.ts'
import { type AcmeSigner, makeSigner, type RawAcmeClient, type Reply } from '../../../../support/raw-acme-client.ts'
import { identifiers, problemOf } from '../../../../support/raw-acme-steps.ts'

let practice: TestPractice
let client: RawAcmeClient

beforeAll(async () => {
  practice = await startTestPractice()
  client = await practice.client()
})

afterAll(async () => {
  client.close()
  expect(practice.defects).toEqual([])
  await practice.stop()
})

const registerAt = (payload: object, signer: AcmeSigner) => client.post(client.at('newAccount'), payload, signer)

test('the same key finds its account again, with 200 and the same address', async () => {
  const signer = await makeSigner()
  const first = await registerAt({ contact: ['mailto:it@acme.example'] }, signer)
  const second = await registerAt({ onlyReturnExisting: true }, signer)
  expect([first.status, second.status]).toEqual([201, 200])
  expect(second.headers.location).toBe(first.headers.location)
  expect(second.body).toEqual({ status: 'valid', contact: ['mailto:it@acme.example'], orders: `${first.headers.location}/orders` })
})

test('a key without an account finds none, and none is made', async () => {
  const signer = await makeSigner()
  expect(problemOf(await registerAt({ onlyReturnExisting: true }, signer))).toEqual({ type: 'accountDoesNotExist', status: 400 })
  expect((await registerAt({}, signer)).status).toBe(201)
})

test('a contact can be changed, and one that is no e-mail address is refused', async () => {
  const signer = await client.register()
  const changed = await client.post(signer.kid, { contact: ['mailto:new@acme.example'] }, signer)
  expect(changed.body.contact).toEqual(['mailto:new@acme.example'])
  expect(problemOf(await client.post(signer.kid, { contact: ['tel:+1'] }, signer)).type).toBe('unsupportedContact')
  expect(problemOf(await client.post(signer.kid, { contact: ['mailto:a@b,c@d'] }, signer)).type).toBe('invalidContact')
})

test('an account lists its orders, to itself alone', async () => {
  const signer = await client.register()
  const made = await client.post(client.at('newOrder'), { identifiers: identifiers('a.myl.test') }, signer)
  expect((await client.post(`${signer.kid}/orders`, undefined, signer)).body.orders).toEqual([made.headers.location])
  expect(problemOf(await client.post(`${signer.kid}/orders`, undefined, await client.register())).type).toBe('unauthorized')
})

test('a deactivated account can do nothing more, and its key cannot come back', async () => {
  const signer = await client.register()
  expect((await client.post(signer.kid, { status: 'deactivated' }, signer)).body.status).toBe('deactivated')
  const order = await client.post(client.at('newOrder'), { identifiers: identifiers('a.myl.test') }, signer)
  expect(problemOf(order)).toEqual({ type: 'unauthorized', status: 403 })
  const { kid: _, ...bare } = signer
  expect(problemOf(await registerAt({}, bare)).type).toBe('unauthorized')
})

describe('a change of key', () => {
  async function change(signer: AcmeSigner & { kid: string }, next: AcmeSigner, inner: object = {}): Promise<Reply> {
    const url = client.at('keyChange')
    const payload = { account: signer.kid, oldKey: signer.jwk, ...inner }
    const jws = await new FlattenedSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: next.alg, jwk: next.jwk, url })
      .sign(next.privateKey)
    return client.post(url, jws, signer)
  }

  test('gives the account to the new key and takes it from the old one', async () => {
    const signer = await client.register()
    const next = await makeSigner('RS256')
    expect((await change(signer, next)).status).toBe(200)
    expect((await client.post(signer.kid, undefined, { ...next, kid: signer.kid })).status).toBe(200)
    expect(problemOf(await client.post(signer.kid, undefined, signer)).type).toBe('badPublicKey')
  })

  test('is refused when the new key has an account, and says which', async () => {
    const [signer, other] = [await client.register(), await client.register()]
    const refused = await change(signer, other)
    expect([refused.status, refused.headers.location]).toEqual([409, other.kid])
  })

  test('is refused when it speaks of another account or another old key', async () => {
    const signer = await client.register()
    const next = await makeSigner()
    expect(problemOf(await change(signer, next, { account: `${signer.kid}x` })).type).toBe('malformed')
    expect(problemOf(await change(signer, next, { oldKey: next.jwk })).type).toBe('malformed')
    expect((await client.post(signer.kid, undefined, signer)).status).toBe(200)
  })
})
