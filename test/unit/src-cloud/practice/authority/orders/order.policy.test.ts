import { describe, expect, test } from 'vitest'
import { orderStatus } from '#cloud/practice/authority/orders/order.policy.ts'

const now = 1_000_000
const order = { certificateId: undefined, error: undefined, expiresAt: now + 1 }
const proof = (status: 'pending' | 'valid' | 'invalid' | 'deactivated', expiresAt = now + 1) => ({ status, expiresAt })
const problem = { type: 'urn:ietf:params:acme:error:dns', detail: 'x', status: 400 }

describe('an order stands where its proofs stand (RFC 8555 §7.1.6)', () => {
  test.each([
    ['pending', 'while one name is not proven', order, [proof('valid'), proof('pending')], false],
    ['ready', 'when all are proven', order, [proof('valid'), proof('valid')], false],
    ['processing', 'while its certificate is being made', order, [proof('valid')], true],
    ['invalid', 'when a proof failed', order, [proof('valid'), proof('invalid')], false],
    ['invalid', 'when a proof was given up', order, [proof('deactivated')], false],
    ['invalid', 'when a proof has lapsed', order, [proof('valid', now)], false],
    ['invalid', 'when it has expired', { ...order, expiresAt: now }, [proof('valid')], false],
    ['invalid', 'when it has failed', { ...order, error: problem }, [proof('valid')], false],
    ['valid', 'when it has its certificate, however old it is', { ...order, certificateId: 'c', expiresAt: 0 }, [proof('valid', 0)], false],
  ] as const)('%s %s', (status, _when, it, proofs, finalizing) => {
    expect(orderStatus(it, proofs, finalizing, now)).toBe(status)
  })
})
