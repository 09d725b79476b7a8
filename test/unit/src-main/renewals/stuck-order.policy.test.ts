import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, it } from 'vitest'
import { isStuck, type OrderTry } from '#main/renewals/stuck-order.policy.ts'

const now = Date.UTC(2026, 10, 21, 9)
const inVain = (ago: number, more: Partial<OrderTry> = {}): OrderTry => ({
  orderUrl: 'https://ca.example/order/1',
  failureCode: 'ACME_TIMEOUT',
  startedAt: now - ago,
  ...more,
})
const overADay = [inVain(hour), inVain(22 * hour), inVain(day), inVain(day + minute)]

describe('an order that nothing comes of', () => {
  it('is given up after four tries in a row and a day', () => {
    expect(isStuck(overADay, false, now)).toBe(true)
    expect(isStuck(overADay.slice(1), false, now)).toBe(false)
    expect(
      isStuck(
        overADay.map((each) => ({ ...each, startedAt: now - minute })),
        false,
        now,
      ),
    ).toBe(false)
  })

  it('is given up after three tries where time runs out', () => {
    const brief = [inVain(minute), inVain(2 * minute), inVain(3 * minute)]
    expect([isStuck(brief, true, now), isStuck(brief, false, now), isStuck(brief.slice(1), true, now)]).toEqual([true, false, false])
  })

  it('is gone on with where the tries failed for something else, or were another order’s', () => {
    expect(isStuck([inVain(minute, { failureCode: 'ACME_UNREACHABLE' }), ...overADay], true, now)).toBe(false)
    expect(isStuck([inVain(minute, { orderUrl: 'https://ca.example/order/2' }), ...overADay], true, now)).toBe(false)
    expect(isStuck([], true, now)).toBe(false)
  })
})
