import { X509Certificate } from 'node:crypto'
import { get } from 'node:https'
import { X509Crl } from '@peculiar/x509'
import { exportJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPractice, type TestPractice } from '../../../../support/practice.ts'
import type { AcmeSigner, RawAcmeClient } from '../../../../support/raw-acme-client.ts'
import { identifiers, type Obtained, obtain, problemOf, proveAll } from '../../../../support/raw-acme-steps.ts'

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

const derOf = (chain: string) => new X509Certificate(chain).raw.toString('base64url')

/** certID from the certificate as OpenSSL reads it, not as the CA remembers it (RFC 9773 §4.1). */
function certId(chain: string): string {
  const raw = new X509Certificate(chain).raw
  const aki = raw.indexOf(Buffer.from('0603551d23', 'hex'))
  const keyId = raw.subarray(aki + 11, aki + 31)
  const serialAt = 4 + 4 + 5
  const serial = raw.subarray(serialAt + 2, serialAt + 2 + raw.readUInt8(serialAt + 1))
  return `${keyId.toString('base64url')}.${serial.toString('base64url')}`
}

describe('renewal information', () => {
  const ask = (id: string) => client.call('GET', `${client.at('renewalInfo')}/${id}`)

  test('suggests a window two thirds through a long life, and says when to ask again', async () => {
    const signer = await client.register()
    const { chain } = await obtain(practice, client, signer, { names: ['ari.myl.test'] })
    const reply = await ask(certId(chain))
    const { validFromDate, validToDate } = new X509Certificate(chain)
    const lifetime = validToDate.getTime() - validFromDate.getTime()
    const [start, end] = ['start', 'end'].map((side) => Date.parse(reply.body.suggestedWindow[side]))
    expect(Math.round((((start ?? 0) + (end ?? 0)) / 2 - validFromDate.getTime()) / 86_400_000)).toBe(60)
    expect((end ?? 0) - (start ?? 0)).toBeCloseTo(lifetime / 50, -1)
    expect(reply.headers['retry-after']).toBe('21600')
  })

  test('holds for serials with a high first bit too, whose certID keeps the leading 00', async () => {
    const signer = await client.register()
    // Half of all serials have it; forty without one is less likely than a fault of the machine.
    const hasLeadingZero = (id: string) => Buffer.from(id.split('.')[1] ?? '', 'base64url').readUInt8(0) === 0
    let padded: string | undefined
    for (let tries = 0; tries < 40 && padded === undefined; tries += 1) {
      const id = certId((await obtain(practice, client, signer, { names: [`s${tries}.myl.test`] })).chain)
      if (hasLeadingZero(id)) padded = id
    }
    expect(padded).toBeDefined()
    expect((await ask(padded ?? '')).status).toBe(200)
  })

  test('follows a window that was moved, with the reason for it', async () => {
    const signer = await client.register()
    const { chain } = await obtain(practice, client, signer, { names: ['moved.myl.test'] })
    const window = { start: Date.now(), end: Date.now() + 60_000, explanationUrl: 'https://practice.example/why' }
    expect(practice.authority.suggestRenewal(certId(chain), window)).toBe(true)
    const { body } = await ask(certId(chain))
    expect(Date.parse(body.suggestedWindow.start)).toBe(window.start)
    expect(body.explanationURL).toBe(window.explanationUrl)
  })

  test('is not given for a certID that is none of this CA’s, or none at all', async () => {
    expect(problemOf(await ask('AAAA.AAAA'))).toEqual({ type: 'malformed', status: 404 })
    expect(problemOf(await ask('not-a-certid'))).toEqual({ type: 'malformed', status: 400 })
  })
})

describe('an order that replaces a certificate', () => {
  const replace = (signer: AcmeSigner, replaces: string, name = 'r.myl.test') =>
    client.post(client.at('newOrder'), { identifiers: identifiers(name), replaces }, signer)

  test('says so, and a second one is told the certificate has its successor', async () => {
    const signer = await client.register()
    const { chain } = await obtain(practice, client, signer, { names: ['r.myl.test'] })
    const first = await replace(signer, certId(chain))
    expect(first.body.replaces).toBe(certId(chain))
    expect(problemOf(await replace(signer, certId(chain)))).toEqual({ type: 'alreadyReplaced', status: 409 })
  })

  test('that failed leaves room for the next attempt', async () => {
    const signer = await client.register()
    const { chain } = await obtain(practice, client, signer, { names: ['r.myl.test'] })
    const first = await replace(signer, certId(chain))
    await client.post(first.body.authorizations[0], { status: 'deactivated' }, signer)
    expect((await replace(signer, certId(chain))).status).toBe(201)
  })

  test('must be of the same account, share a name, and name a certificate that exists', async () => {
    const signer = await client.register()
    const { chain } = await obtain(practice, client, signer, { names: ['r.myl.test'] })
    expect(problemOf(await replace(await client.register(), certId(chain))).type).toBe('unauthorized')
    expect(problemOf(await replace(signer, certId(chain), 'another.myl.test')).type).toBe('malformed')
    expect(problemOf(await replace(signer, 'AAAA.AAAA'))).toEqual({ type: 'malformed', status: 404 })
  })
})

describe('a certificate', () => {
  const revoke = (signer: AcmeSigner, chain: string, reason?: number) =>
    client.post(client.at('revokeCert'), { certificate: derOf(chain), ...(reason === undefined ? {} : { reason }) }, signer)

  async function owner(): Promise<AcmeSigner & { obtained: Obtained }> {
    const signer = await client.register()
    return { ...signer, obtained: await obtain(practice, client, signer, { names: ['revoke.myl.test'] }) }
  }

  async function listedReason(chain: string): Promise<number | undefined | null> {
    const der = await fetchBytes(practice.authority.directoryUrl.replace('/directory', '/crl'), practice.authority.rootPem)
    const entry = new X509Crl(der).entries.find((it) => it.serialNumber.toUpperCase().endsWith(new X509Certificate(chain).serialNumber))
    return entry ? entry.reason : null
  }

  test('is revoked by its account with a reason, stands in the revocation list, and is to be renewed at once', async () => {
    const { obtained, ...signer } = await owner()
    expect(await listedReason(obtained.chain)).toBeNull()
    expect((await revoke(signer, obtained.chain, 4)).status).toBe(200)
    expect(await listedReason(obtained.chain)).toBe(4)
    const { body } = await client.call('GET', `${client.at('renewalInfo')}/${certId(obtained.chain)}`)
    expect(Date.parse(body.suggestedWindow.end)).toBeLessThan(Date.now())
    expect(problemOf(await revoke(signer, obtained.chain))).toEqual({ type: 'alreadyRevoked', status: 400 })
  })

  test('is revoked by its own key, without any account', async () => {
    const { obtained } = await owner()
    const own = { privateKey: obtained.keys.privateKey, jwk: await exportJWK(obtained.keys.publicKey), alg: 'ES256' }
    expect((await revoke(own, obtained.chain, 1)).status).toBe(200)
  })

  test('is revoked by an account that has proven all its names since', async () => {
    const { obtained } = await owner()
    const heir = await client.register()
    expect(problemOf(await revoke(heir, obtained.chain))).toEqual({ type: 'unauthorized', status: 403 })
    const order = await client.post(client.at('newOrder'), { identifiers: identifiers('revoke.myl.test') }, heir)
    await proveAll(practice, client, heir, order)
    expect((await revoke(heir, obtained.chain)).status).toBe(200)
  })

  test('is not revoked by another key, for a reason that is none, or when this CA did not issue it', async () => {
    const { obtained, ...signer } = await owner()
    const { kid: _, ...stranger } = await client.register()
    expect(problemOf(await revoke(stranger, obtained.chain)).type).toBe('unauthorized')
    expect(problemOf(await revoke(signer, obtained.chain, 7))).toEqual({ type: 'badRevocationReason', status: 400 })
    expect(problemOf(await revoke(signer, practice.authority.rootPem))).toEqual({ type: 'malformed', status: 404 })
    expect(problemOf(await client.post(client.at('revokeCert'), { certificate: 'AAAA' }, signer))).toEqual({
      type: 'malformed',
      status: 400,
    })
  })
})

async function fetchBytes(url: string, ca: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    get(url, { ca }, async (response) => {
      const parts: Buffer[] = []
      for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
      resolve(new Uint8Array(Buffer.concat(parts)))
    }).on('error', reject)
  })
}
