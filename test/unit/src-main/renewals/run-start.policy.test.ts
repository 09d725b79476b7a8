import { describe, expect, it } from 'vitest'
import { planStart } from '#main/renewals/run-start.policy.ts'

const now = 1_000_000
const issued = { number: 3, notAfter: now + 10_000, inPlaceAt: null }
const inUse = { ...issued, inPlaceAt: now - 100 }
const begun = { number: 3, notAfter: null, inPlaceAt: null }
const usual = { renewalDue: false, chosenAnew: false, directoryMoved: false, stuck: false }
const due = { ...usual, renewalDue: true }
const order = 'https://ca.example/order/1'

describe('where a new run begins', () => {
  it('the first run makes everything', () => {
    expect(planStart(undefined, undefined, usual, now)).toEqual({ number: 1, orderUrl: null, directoryUrl: null, done: [] })
  })

  it('a renewal makes the next version with a key of its own', () => {
    expect(planStart(inUse, undefined, due, now)).toEqual({ number: 4, orderUrl: null, directoryUrl: null, done: [] })
  })

  it('a certificate that was issued but never seen being served is deployed again, not ordered again', () => {
    expect(
      planStart(
        issued,
        { number: 3, orderUrl: order, directoryUrl: 'https://ca.example/dir', failureCode: 'PROOF_NOT_REACHED' },
        usual,
        now,
      ),
    ).toEqual({
      number: 3,
      orderUrl: null,
      directoryUrl: null,
      done: ['key', 'order', 'challenge', 'certificate'],
    })
  })

  it('an issued certificate that ended before it was ever served is not deployed any more', () => {
    expect(planStart({ ...issued, notAfter: now }, undefined, usual, now).number).toBe(4)
  })

  it('an issued certificate whose renewal is due is renewed rather than deployed', () => {
    expect(planStart(issued, undefined, due, now).number).toBe(4)
  })

  it.each(['ACME_UNREACHABLE', 'ACME_TIMEOUT', 'CLOUD_UNREACHABLE', 'DISK_FULL', 'ACME_BUSY'] as const)(
    'after %s the same order is gone on with; the key step looks at its key',
    (failureCode) => {
      expect(planStart(begun, { number: 3, orderUrl: order, directoryUrl: 'https://ca.example/dir', failureCode }, usual, now)).toEqual({
        number: 3,
        orderUrl: order,
        directoryUrl: 'https://ca.example/dir',
        done: ['order'],
      })
    },
  )

  it.each([
    'ACME_VALIDATION_FAILED',
    'ACME_VALIDATION_DNS',
    'ACME_NAME_REFUSED',
    'ACME_CAA_FORBIDS',
    'ACME_CSR_REFUSED',
    'ACME_KEY_REFUSED',
    'ACME_ORDER_LOST',
  ] as const)('after %s the order is dead; the key step looks at its key', (failureCode) => {
    expect(planStart(begun, { number: 3, orderUrl: order, directoryUrl: 'https://ca.example/dir', failureCode }, usual, now)).toEqual({
      number: 3,
      orderUrl: null,
      directoryUrl: null,
      done: [],
    })
  })

  it('an order of another version is not mistaken for this one’s', () => {
    const earlier = { number: 2, orderUrl: order, directoryUrl: 'https://ca.example/dir', failureCode: 'ACME_TIMEOUT' } as const
    expect(planStart(begun, earlier, usual, now)).toEqual({ number: 3, orderUrl: null, directoryUrl: null, done: [] })
  })

  it('another authority or another kind of key that was chosen is ordered anew, also where the latest was never served', () => {
    expect(planStart(issued, undefined, { ...usual, chosenAnew: true }, now)).toEqual({
      number: 4,
      orderUrl: null,
      directoryUrl: null,
      done: [],
    })
    expect(
      planStart(
        begun,
        { number: 3, orderUrl: order, directoryUrl: 'https://ca.example/dir', failureCode: null },
        { ...usual, chosenAnew: true },
        now,
      ),
    ).toEqual({
      number: 3,
      orderUrl: null,
      directoryUrl: null,
      done: [],
    })
  })

  it('an order at an address where the authority is no longer is not gone on with', () => {
    const earlier = { number: 3, orderUrl: order, directoryUrl: 'https://ca.example/dir', failureCode: 'ACME_UNREACHABLE' } as const
    expect(planStart(begun, earlier, { ...usual, directoryMoved: true }, now)).toEqual({
      number: 3,
      orderUrl: null,
      directoryUrl: null,
      done: [],
    })
  })

  it('an order that nothing comes of is given up', () => {
    const earlier = { number: 3, orderUrl: order, directoryUrl: 'https://ca.example/dir', failureCode: 'ACME_TIMEOUT' } as const
    expect(planStart(begun, earlier, { ...usual, stuck: true }, now)).toEqual({ number: 3, orderUrl: null, directoryUrl: null, done: [] })
  })
})
