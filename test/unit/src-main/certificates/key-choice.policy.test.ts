import { describe, expect, test } from 'vitest'
import { hasSameKey, isCompromised, mayReuse, reuseObstacle } from '#main/certificates/key-choice.policy.ts'
import { inPlaceAt } from '#main/certificates/programs.policy.ts'
import { createTestAuthority } from '../../../support/test-authority.ts'

const wanted = { key_type: 'p-256', key_use: 'reuse' } as const
const kept = { key_type: 'p-256', key_custody: 'sealed', sealed_key: new Uint8Array(1) } as const

describe('the key before', () => {
  test.each([
    ['is used again where that was chosen', wanted, kept, true],
    ['is not where a new one was chosen', { ...wanted, key_use: 'new' }, kept, false],
    ['is not when another kind is wanted', { ...wanted, key_type: 'rsa-2048' }, kept, false],
    ['is not when its sealed copy was destroyed', wanted, { ...kept, key_custody: 'destroyed', sealed_key: null }, false],
    ['is not when it was never here', wanted, { ...kept, key_custody: 'elsewhere', sealed_key: null }, false],
    ['is not when there is none', wanted, undefined, false],
  ] as const)('%s', (_, certificate, earlier, expected) => {
    expect(mayReuse(certificate, earlier)).toBe(expected)
  })

  test('is known as compromised by whichever version it was reported with', async () => {
    const authority = await createTestAuthority()
    const [one, other] = [await authority.issue({ names: ['a.test'] }), await authority.issue({ names: ['a.test'] })]
    const reported = [{ chain_pem: one.certificatePem }, { chain_pem: null }]
    expect(isCompromised(one.privateKeyPem, reported)).toBe(true)
    expect(isCompromised(other.privateKeyPem, reported)).toBe(false)
    expect(hasSameKey(one.certificatePem, one.certificatePem)).toBe(true)
    expect(hasSameKey(one.certificatePem, other.certificatePem)).toBe(false)
  })
})

test.each([
  ['new', false, true, undefined],
  ['reuse', true, false, undefined],
  ['reuse', false, false, 'the copy here is destroyed once the certificate is in place'],
  ['reuse', true, true, 'it lies where the certificate request was made'],
] as const)('choosing %s (exportable %s, own request %s) is possible or says why not', (keyUse, exportable, hasRequest, why) => {
  expect(reuseObstacle(keyUse, exportable, hasRequest)).toBe(why)
})

test.each([
  ['one that programs here present, once it is seen served', true, 'sealed', 3],
  ['another, once it is in the store', false, 'sealed', 2],
  ['one whose key is elsewhere, once it is issued', false, 'elsewhere', 1],
] as const)('a certificate is in place: %s', (_, isServedHere, key_custody, at) => {
  expect(inPlaceAt(isServedHere, { key_custody, issued_at: 1, installed_at: 2, store_location: '/there', verified_at: 3 })).toBe(at)
})

test('what the store has lost, or does not take back, is not in place, though it was', () => {
  const version = { key_custody: 'sealed', issued_at: 1, installed_at: 2, store_location: null, verified_at: null } as const
  expect(inPlaceAt(false, version)).toBeNull()
})
