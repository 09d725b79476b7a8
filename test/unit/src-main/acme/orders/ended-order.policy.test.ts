import { describe, expect, test } from 'vitest'
import { endedOrderRefusal } from '#main/acme/orders/ended-order.policy.ts'

const ended = (type: string) => endedOrderRefusal({ type: `urn:ietf:params:acme:error:${type}`, detail: 'because' }, ['a.myl.test'])?.code

describe('an order that ended at the authority', () => {
  test.each([
    ['caa', 'ACME_CAA_FORBIDS'],
    ['badCSR', 'ACME_CSR_REFUSED'],
    ['rejectedIdentifier', 'ACME_NAME_REFUSED'],
    ['dns', 'ACME_VALIDATION_DNS'],
    ['badPublicKey', 'ACME_KEY_REFUSED'],
  ])('for %s says so, because the next one would end the same way', (type, code) => {
    expect(ended(type)).toBe(code)
  })

  test.each(['rateLimited', 'serverInternal', 'unauthorized', 'orderNotReady', 'unheardOf'])(
    'for %s is only lost: the next one may succeed',
    (type) => {
      expect(ended(type)).toBeUndefined()
    },
  )

  test('without a reason is only lost', () => {
    for (const nothing of [undefined, null, 'x', 5]) expect(endedOrderRefusal(nothing, [])).toBeUndefined()
  })
})
