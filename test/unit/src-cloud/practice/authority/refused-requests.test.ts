import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPractice, type TestPractice } from '../../../../support/practice.ts'
import { type AcmeSigner, makeSigner, type RawAcmeClient, type Reply, type Wrong } from '../../../../support/raw-acme-client.ts'
import { identifiers } from '../../../../support/raw-acme-steps.ts'

let practice: TestPractice
let client: RawAcmeClient
let signer: AcmeSigner & { kid: string }

beforeAll(async () => {
  practice = await startTestPractice()
  client = await practice.client()
  signer = await client.register()
})

afterAll(async () => {
  client.close()
  await practice.stop()
})

const order = { identifiers: identifiers('desk.myl.test') }
const newOrder = (wrong: Wrong, by: AcmeSigner = signer): Promise<Reply> => client.post(client.at('newOrder'), order, by, wrong)

function expectProblem(reply: Reply, type: string, status: number): void {
  expect({ type: reply.body?.type, status: reply.status }).toEqual({ type: `urn:ietf:params:acme:error:${type}`, status })
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(reply.body.status).toBe(status)
  expect(reply.headers['replay-nonce']).toMatch(/^[\w-]{22}$/)
}

describe('a request is not believed', () => {
  test('with a nonce the CA never gave', async () => {
    expectProblem(await newOrder({ nonce: 'AAAAAAAAAAAAAAAAAAAAAA' }), 'badNonce', 400)
  })

  test('with a nonce that was used before, even when the first request failed', async () => {
    const nonce = await client.nonce()
    expectProblem(await newOrder({ nonce, url: 'https://elsewhere.test/' }), 'unauthorized', 403)
    expectProblem(await newOrder({ nonce }), 'badNonce', 400)
  })

  test('when it is sent again word for word', async () => {
    let replayed = ''
    await newOrder({
      tamper: (jws) => {
        replayed = JSON.stringify(jws)
        return jws
      },
    })
    expectProblem(await client.call('POST', client.at('newOrder'), replayed), 'badNonce', 400)
  })

  test('when it was signed for another address', async () => {
    expectProblem(await newOrder({ url: client.at('newAccount') }), 'unauthorized', 403)
  })

  test('when another key than the account’s signed it', async () => {
    const stranger = await makeSigner()
    expectProblem(await newOrder({}, { ...stranger, kid: signer.kid }), 'unauthorized', 403)
  })

  test('when its payload was changed on the way', async () => {
    const tamper = (jws: object) => ({
      ...jws,
      payload: Buffer.from(JSON.stringify({ identifiers: identifiers('evil.myl.test') })).toString('base64url'),
    })
    expectProblem(await newOrder({ tamper }), 'unauthorized', 403)
  })

  test('when its account does not exist here', async () => {
    expectProblem(await newOrder({}, { ...signer, kid: `${signer.kid}x` }), 'accountDoesNotExist', 400)
  })

  test('when it is signed with a bare key where an account is needed', async () => {
    const { kid: _, ...bare } = signer
    expectProblem(await newOrder({}, bare), 'malformed', 400)
  })

  test('when it carries both a key and a kid, or neither', async () => {
    expectProblem(await newOrder({ header: { jwk: signer.jwk } }), 'malformed', 400)
    expectProblem(await newOrder({ header: { kid: undefined } }), 'malformed', 400)
  })

  test('when its signature is a MAC or none at all', async () => {
    for (const alg of ['HS256', 'none']) {
      const tamper = (jws: { protected?: string }) => ({ ...jws, protected: withAlg(jws.protected ?? '', alg) })
      const refused = await newOrder({ tamper })
      expectProblem(refused, 'badSignatureAlgorithm', 400)
      expect(refused.body.algorithms).toEqual(['ES256', 'ES384', 'RS256'])
    }
  })

  test('when something in it is unprotected, or it is not a JWS', async () => {
    expectProblem(await newOrder({ tamper: (jws) => ({ ...jws, header: { typ: 'JWT' } }) }), 'malformed', 400)
    expectProblem(await newOrder({ tamper: () => ['nothing'] }), 'malformed', 400)
    expectProblem(await client.call('POST', client.at('newOrder'), '{'), 'malformed', 400)
  })

  test('when it is not sent as application/jose+json', async () => {
    expectProblem(await newOrder({ contentType: 'application/json' }), 'malformed', 415)
  })

  test('when it is larger than any honest one', async () => {
    expectProblem(await client.call('POST', client.at('newOrder'), ' '.repeat(70_000)), 'malformed', 413)
  })
})

function withAlg(header: string, alg: string): string {
  const read = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))
  return Buffer.from(JSON.stringify({ ...read, alg })).toString('base64url')
}

describe('an account key', () => {
  test('that is too weak is refused', async () => {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    )
    const { n, e, kty } = await crypto.subtle.exportKey('jwk', publicKey)
    // jose would not sign with so short a key: the CA must refuse it before it looks at the signature.
    const strong = await makeSigner('RS256')
    expect(privateKey.type).toBe('private')
    const refused = await client.post(client.at('newAccount'), {}, { ...strong, jwk: { n: String(n), e: String(e), kty: String(kty) } })
    expectProblem(refused, 'badPublicKey', 400)
    expect(refused.body.detail).toContain('1024')
  })

  test('whose private half came along is refused', async () => {
    const weak = await makeSigner()
    const refused = await client.post(client.at('newAccount'), {}, { ...weak, jwk: { ...weak.jwk, d: 'AAAA' } })
    expectProblem(refused, 'badPublicKey', 400)
  })
})

test('nothing is told to a plain GET, not even an error that differs', async () => {
  const made = await newOrder({})
  const url = String(made.headers.location)
  const [known, unknown] = await Promise.all([client.call('GET', url), client.call('GET', `${url}x`)])
  expect([known.status, unknown.status]).toEqual([405, 405])
  expect(known.text).toBe(unknown.text)
})

test('another account’s order, authorization and challenge stay its own', async () => {
  const made = await newOrder({})
  const [authorization] = made.body.authorizations
  const { body } = await client.post(authorization, undefined, signer)
  const stranger = await client.register()
  for (const url of [String(made.headers.location), authorization, body.challenges[0].url]) {
    expectProblem(await client.post(url, undefined, stranger), 'unauthorized', 403)
  }
  expect(practice.defects).toEqual([])
})
