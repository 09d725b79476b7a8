import { describe, expect, test } from 'vitest'
import { Authorization, Directory, Order } from '#main/acme/session/resources.ts'

const url = (path: string) => `https://ca.example/${path}`
const directory = { newNonce: url('nonce'), newAccount: url('account'), newOrder: url('order') }
const order = { status: 'pending', identifiers: [{ type: 'dns', value: 'a.example' }], authorizations: [url('authz')], finalize: url('f') }
const challenge = { type: 'dns-01', url: url('chall'), token: 'token', status: 'pending' }
const authorization = { status: 'pending', identifier: order.identifiers[0], challenges: [challenge] }

describe.each([null, ''])('what an authority has nothing to say about, and writes as %j,', (nothing) => {
  test('keeps nobody from using its directory', () => {
    const optional = { revokeCert: nothing, keyChange: nothing, renewalInfo: nothing }
    expect(Directory.parse({ ...directory, ...optional, meta: nothing })).toEqual(directory)
    const meta = { profiles: nothing, externalAccountRequired: nothing, termsOfService: nothing, caaIdentities: nothing }
    expect(Directory.parse({ ...directory, meta }).meta?.profiles).toBeUndefined()
    expect(Directory.parse({ ...directory, meta }).meta?.externalAccountRequired).toBeUndefined()
  })

  test('makes no order one that cannot be read', () => {
    const optional = { certificate: nothing, error: nothing, profile: nothing }
    expect(Order.parse({ ...order, ...optional }).certificate).toBeUndefined()
  })

  test('hides no challenge', () => {
    const optional = { error: nothing, 'issuer-domain-names': nothing }
    expect(Authorization.parse({ ...authorization, wildcard: nothing, challenges: [{ ...challenge, ...optional }] })).toMatchObject({
      challenges: [challenge],
    })
  })
})

test('a certificate whose address cannot be read is a fault of the authority, and not one that is missing', () => {
  expect(Order.safeParse({ ...order, status: 'valid', certificate: 'here' }).success).toBe(false)
})
