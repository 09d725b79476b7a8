import { describe, expect, test } from 'vitest'
import { resendAfter } from '#main/acme/session/request-retry.policy.ts'
import type { RequestOutcome } from '#main/system/network/request-outcome.policy.ts'

const noJitter = () => 0
const answer = (status: number, retryAfterMs?: number): RequestOutcome => ({ kind: 'answer', status, retryAfterMs })
const cut: RequestOutcome = { kind: 'no-answer', heard: true, lasting: false }
const neverReached: RequestOutcome = { kind: 'no-answer', heard: false, lasting: false }
const untrusted: RequestOutcome = { kind: 'no-answer', heard: false, lasting: true }

describe('whether a request is sent again', () => {
  test.each([
    ['success', answer(200), true, undefined],
    ['a refusal', answer(403), true, undefined],
    ['a forgotten page', answer(404), true, undefined],
    ['a page that something on the way does not find', { ...answer(404), unexplained: true }, true, 250],
    ['an order that something on the way does not take', { ...answer(404), unexplained: true }, false, undefined],
    ['maintenance', answer(503), true, 250],
    ['maintenance while ordering, which may have begun after the order was made', answer(503), false, undefined],
    ['maintenance while ordering, of which the authority knows the end', answer(503, 1_000), false, 1_000],
    ['maintenance for four seconds', answer(503, 4_000), true, 4_000],
    ['maintenance for an hour', answer(503, 3_600_000), true, undefined],
    ['a limit of a moment', answer(429, 1_000), false, 1_000],
    ['a limit of a moment that it does not tell', answer(429), true, 250],
    ['a limit of orders whose end it does not tell, where each try would count', answer(429), false, undefined],
    ['a limit of an hour', answer(429, 3_600_000), true, undefined],
    ['a fault of the server', answer(500), true, 250],
    ['a fault of the server while ordering, which may have made the order', answer(500), false, undefined],
    ['a cut connection', cut, true, 250],
    ['a cut connection while ordering', cut, false, undefined],
    ['a server not reached', neverReached, false, 250],
    ['a certificate that is not trusted', untrusted, true, undefined],
  ])('after %s', (_, outcome, repeatable, pause) => {
    expect(resendAfter(outcome, 1, repeatable, noJitter)).toBe(pause)
  })

  test('it is given up after the third try', () => {
    expect(resendAfter(cut, 2, true, noJitter)).toBe(1_000)
    expect(resendAfter(cut, 3, true, noJitter)).toBeUndefined()
  })
})
