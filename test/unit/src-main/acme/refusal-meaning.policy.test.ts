import { type RefusalCode, refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { describe, expect, test } from 'vitest'
import { blamesNames, blamesRequest, closesOrder, endsOrder, isFailedProof, meaningOf } from '#main/acme/refusal-meaning.policy.ts'

const having = (holds: (code: RefusalCode) => boolean) => refusalCodes.filter(holds).sort()

describe('what a refusal means for an order', () => {
  test('every way in which a proof can fail ends the order, and would fail at another authority too', () => {
    const proofs = having((code) => code.startsWith('ACME_VALIDATION_'))
    expect(having(isFailedProof)).toEqual(proofs)
    expect(proofs.every(closesOrder)).toBe(true)
    expect(proofs.some((code) => meaningOf(code)?.elsewhere)).toBe(false)
  })

  test('a name that one authority does not issue for is blamed, and may be taken elsewhere', () => {
    for (const code of ['ACME_NAME_REFUSED', 'ACME_NAME_UNSUPPORTED', 'ACME_CAA_FORBIDS'] as const) {
      expect(blamesNames(code)).toBe(true)
      expect(meaningOf(code)).toMatchObject({ order: 'closed', elsewhere: true })
    }
  })

  test('a request or a key that was turned down is not handed in again', () => {
    expect(having(blamesRequest)).toEqual(['ACME_CSR_REFUSED', 'ACME_KEY_REFUSED'])
  })

  test('an order without a way to prove its names is given up, although the authority holds it open', () => {
    expect([closesOrder('ACME_CHALLENGE_UNAVAILABLE'), endsOrder('ACME_CHALLENGE_UNAVAILABLE')]).toEqual([false, true])
  })

  test.each(['ACME_BUSY', 'ACME_NONCE_REFUSED', 'ACME_UNREACHABLE', 'ACME_RATE_LIMITED', 'DISK_FULL', 'ACME_TIMEOUT'] as const)(
    'after %s the order can still be finished',
    (code) => expect(endsOrder(code)).toBe(false),
  )
})
