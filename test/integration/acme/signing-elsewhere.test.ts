import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountSigner, PublicJwk } from '#main/acme/session/account-signer.port.ts'
import { connectTo, issue } from '../../support/acme-client-under-test.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

/** Makes a key that never leaves it, hands out the public half (with members a thumbprint must not have), and signs, slowly. */
const elsewhere = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { generateKeyPairSync, sign } = require('node:crypto')
  const { privateKey, publicKey } = workerData === 'RSA'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: workerData })
  const hash = workerData === 'P-384' ? 'sha384' : 'sha256'
  parentPort.postMessage({ ...publicKey.export({ format: 'jwk' }), kid: 'team-account', use: 'sig' })
  parentPort.on('message', ({ id, input }) => setTimeout(() => {
    const signature = sign(hash, Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    parentPort.postMessage({ id, signature: signature.toString('base64url') })
  }, 20))
`

async function startSignerElsewhere(kind: 'P-256' | 'P-384' | 'RSA') {
  const worker = new Worker(elsewhere, { eval: true, workerData: kind })
  const [jwk] = (await once(worker, 'message')) as [PublicJwk]
  const waiting = new Map<number, (signature: string) => void>()
  const inputs: string[] = []
  worker.on('message', ({ id, signature }: { id: number; signature: string }) => waiting.get(id)?.(signature))
  const signer: AccountSigner = {
    publicKey: async () => jwk,
    sign: (input) =>
      new Promise((resolve) => {
        waiting.set(inputs.length, resolve)
        worker.postMessage({ id: inputs.length, input })
        inputs.push(input)
      }),
  }
  return { signer, inputs, stop: () => worker.terminate() }
}

describe.skipIf(!pebbleIsThere)(`an account whose key lies elsewhere (${needsPebble})`, () => {
  let pebble: StartedPebble
  beforeAll(async () => {
    pebble = await startPebble({ env: { PEBBLE_WFE_NONCEREJECT: '20' } })
  })
  afterAll(() => pebble?.stop())

  test.each(['P-256', 'P-384', 'RSA'] as const)('orders and gets certificates by signatures that are waited for (%s)', async (kind) => {
    const remote = await startSignerElsewhere(kind)
    try {
      const account = { privateKeyPem: 'none here', url: undefined, signer: remote.signer }
      const authority = connectTo(pebble, account)
      const { chain } = await issue(authority, pebble.solver(), [`${kind.toLowerCase()}.myl.test`, '*.elsewhere.myl.test'])
      expect(chain).toHaveLength(2)
      // In the next process the account is the same: it needs the key's other half no more than this one did.
      await connectTo(pebble, account).revoke({
        certificatePem: chain[0] ?? '',
        reason: 'superseded',
        signedBy: 'account',
      })
      // The signer could tell what it is asked to sign.
      const addresses = remote.inputs.map((input) => JSON.parse(Buffer.from(input.split('.')[0] ?? '', 'base64url').toString()).url)
      expect(addresses).toContainEqual(expect.stringContaining('/order-plz'))
      expect(addresses).toContainEqual(expect.stringContaining('/revoke-cert'))
      expect(new Set(remote.inputs.map((input) => createHash('sha256').update(input).digest('hex'))).size).toBe(remote.inputs.length)
    } finally {
      await remote.stop()
    }
  })

  test('that cannot sign just now fails the call with its own reason, and can go on afterwards', async () => {
    const remote = await startSignerElsewhere('P-256')
    try {
      let down = true
      const lost = new Error('the signer is away')
      const signer: AccountSigner = {
        publicKey: remote.signer.publicKey,
        sign: (input) => (down ? Promise.reject(lost) : remote.signer.sign(input)),
      }
      const authority = connectTo(pebble, { privateKeyPem: 'none here', url: undefined, signer })
      await expect(authority.prepareAccount()).rejects.toBe(lost)
      down = false
      await authority.prepareAccount()
    } finally {
      await remote.stop()
    }
  })
})
