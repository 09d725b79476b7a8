import { describe, expect, it } from 'vitest'
import { doubtsKey } from '#main/acme/accounts/key-doubt.policy.ts'

const answer = (status: number, type: string, detail = '') => ({ status, data: { type: `urn:ietf:params:acme:error:${type}`, detail } })

describe('an answer of the authority', () => {
  it.each([
    [answer(400, 'malformed', 'JWS verification error'), true],
    [answer(403, 'unauthorized', 'the signature does not fit the account'), true],
    [answer(400, 'malformed', 'too many commas'), false],
    [answer(403, 'unauthorized', 'no such order of yours'), false],
    [answer(500, 'malformed', 'JWS verification error'), false],
    [answer(400, 'rateLimited', 'JWS verification error'), false],
    [{ status: 403, data: 'blocked: the key word is forbidden' }, false],
  ])('%# raises a doubt of a key that was taken before only where it speaks of it', (given, doubts) => {
    expect(doubtsKey(given, true)).toBe(doubts)
  })

  it('that is unclear raises one of a key that was never taken', () => {
    expect(doubtsKey(answer(400, 'malformed', 'no'), false)).toBe(true)
    expect(doubtsKey(answer(403, 'unauthorized', 'no'), false)).toBe(true)
    expect(doubtsKey(answer(403, 'caa', 'no'), false)).toBe(false)
  })
})
