import { describe, expect, test } from 'vitest'
import { noAnswerRefusal } from '#main/acme/session/no-answer.policy.ts'
import { connectionFailure } from '#main/system/network/connection-failure.policy.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 26, 12)
const base = { directory: 'https://ca.test/dir', url: 'https://ca.test/dir', proxy: undefined, peer: undefined, now }
const cause = new Error('as it was')

describe('a certificate of the authority that seems not to be valid', () => {
  const expired = { kind: 'expired' } as const
  const peer = (date: number | undefined) => ({ issuer: 'R', notBefore: now - 3 * hour, notAfter: now - hour, date })

  test.each([
    ['ahead of', now - 2 * hour, 120],
    ['behind', now + 2 * hour, 120],
  ])('is this machine’s fault when its clock is %s the authority’s', (direction, date, minutes) => {
    const seen = { issuer: 'R', notBefore: date - hour, notAfter: date + hour, date }
    expect(noAnswerRefusal(expired, { ...base, peer: seen }, cause)).toMatchObject({ code: 'CLOCK_DIFFERS', data: { minutes, direction } })
  })

  test('is the authority’s fault when both clocks agree, and nobody’s when its clock is not known', () => {
    expect(noAnswerRefusal(expired, { ...base, peer: peer(now) }, cause).code).toBe('ACME_TLS_EXPIRED')
    expect(noAnswerRefusal(expired, { ...base, peer: peer(undefined) }, cause).code).toBe('ACME_TLS_EXPIRED')
    expect(noAnswerRefusal(expired, base, cause).code).toBe('ACME_TLS_EXPIRED')
  })

  test('is not blamed on a clock at whose time it is not valid either', () => {
    expect(noAnswerRefusal(expired, { ...base, peer: peer(now + 9 * hour) }, cause).code).toBe('ACME_TLS_EXPIRED')
  })
})

describe('a proxy in between', () => {
  const facts = { ...base, proxy: new URL('http://me:secret@proxy.test:3128') }
  const told = (error: { code: string; statusCode?: number; message?: string }) =>
    noAnswerRefusal(connectionFailure({ message: '', ...error }, { reused: false, proxied: true }), facts, cause)

  test.each([
    ['PROXY_SIGN_IN', { code: 'ERR_PROXY_TUNNEL', statusCode: 407 }],
    ['PROXY_REFUSED', { code: 'ERR_PROXY_TUNNEL', statusCode: 403 }],
    ['PROXY_NO_WAY', { code: 'ERR_PROXY_TUNNEL', statusCode: 502 }],
    ['PROXY_NO_WAY', { code: 'ERR_PROXY_TUNNEL', statusCode: 504 }],
    ['PROXY_UNREACHABLE', { code: 'ERR_PROXY_TUNNEL' }],
    ['PROXY_UNREACHABLE', { code: 'ECONNREFUSED' }],
    ['PROXY_UNREACHABLE', { code: 'ENOTFOUND' }],
    ['ACME_UNREACHABLE', { code: 'ECONNRESET' }],
  ])('is said to be it, and never with its password (%s)', (code, error) => {
    const refusal = told(error)
    expect(refusal.code).toBe(code)
    expect(refusal.message).not.toContain('secret')
    if (code.startsWith('PROXY_')) expect(refusal.data.proxy).toBe('proxy.test:3128')
  })
})
