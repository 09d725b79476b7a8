import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOfLimit, type Objection, refusalOf, type Stage } from '#main/acme/session/problem.policy.ts'
import { readProblem } from '#main/acme/session/problem.ts'

const acme = (type: string, more: object = {}) => readProblem({ type: `urn:ietf:params:acme:error:${type}`, detail: 'because', ...more })
const objection = (more: Partial<Objection>): Objection => ({
  status: 400,
  problem: undefined,
  stage: 'new-order',
  names: ['a.myl.test'],
  retryAt: undefined,
  ...more,
})

describe('what the authority objects to', () => {
  const meanings: [string, Stage, RefusalCode][] = [
    ['accountDoesNotExist', 'new-order', 'ACME_ACCOUNT_FORGOTTEN'],
    ['alreadyReplaced', 'new-order', 'ACME_REPLACED_ALREADY'],
    ['alreadyRevoked', 'other', 'ACME_REVOKED_ALREADY'],
    ['badCSR', 'finalize', 'ACME_CSR_REFUSED'],
    ['badNonce', 'new-order', 'ACME_NONCE_REFUSED'],
    ['badPublicKey', 'finalize', 'ACME_KEY_REFUSED'],
    ['badPublicKey', 'account', 'ACME_ACCOUNT_REFUSED'],
    ['badRevocationReason', 'revocation', 'ACME_REVOCATION_REASON_REFUSED'],
    ['badSignatureAlgorithm', 'account', 'ACME_SIGNATURE_REFUSED'],
    ['caa', 'finalize', 'ACME_CAA_FORBIDS'],
    ['caa', 'validation', 'ACME_CAA_FORBIDS'],
    ['compound', 'new-order', 'ACME_SEVERAL_REASONS'],
    ['connection', 'validation', 'ACME_VALIDATION_CONNECTION'],
    ['dns', 'validation', 'ACME_VALIDATION_DNS'],
    ['externalAccountRequired', 'account', 'ACME_EAB_REQUIRED'],
    ['incorrectResponse', 'validation', 'ACME_VALIDATION_WRONG_ANSWER'],
    ['invalidContact', 'account', 'ACME_CONTACT_REFUSED'],
    ['invalidProfile', 'new-order', 'ACME_PROFILE_UNKNOWN'],
    ['malformed', 'new-order', 'ACME_REQUEST_MALFORMED'],
    ['malformed', 'revocation', 'ACME_REVOCATION_REFUSED'],
    ['orderNotReady', 'finalize', 'ACME_ORDER_NOT_READY'],
    ['rateLimited', 'new-order', 'ACME_RATE_LIMITED'],
    ['rejectedIdentifier', 'new-order', 'ACME_NAME_REFUSED'],
    ['rejectedIdentifier', 'validation', 'ACME_NAME_REFUSED'],
    ['serverInternal', 'new-order', 'ACME_BUSY'],
    ['serverInternal', 'validation', 'ACME_VALIDATION_FAILED'],
    ['tls', 'validation', 'ACME_VALIDATION_TLS'],
    ['unauthorized', 'validation', 'ACME_VALIDATION_UNAUTHORIZED'],
    ['unauthorized', 'account', 'ACME_ACCOUNT_REFUSED'],
    ['unauthorized', 'known-order', 'ACME_ORDER_LOST'],
    ['unsupportedContact', 'account', 'ACME_CONTACT_UNSUPPORTED'],
    ['unsupportedIdentifier', 'new-order', 'ACME_NAME_UNSUPPORTED'],
    ['externalAccountRequired', 'bound-account', 'ACME_EAB_REFUSED'],
    ['unauthorized', 'bound-account', 'ACME_EAB_REFUSED'],
    ['rateLimited', 'validation', 'ACME_VALIDATION_FAILED'],
    ['userActionRequired', 'known-order', 'ACME_ACTION_REQUIRED'],
  ]
  test.each(meanings)('as %s, while at %s, is %s', (type, stage, code) => {
    expect(refusalOf(objection({ problem: acme(type), stage })).code).toBe(code)
  })

  test('has a code of its own for each type, so that each can be told apart and acted on', () => {
    const types = [...new Set(meanings.map(([type]) => type))]
    const stageOf = (type: string): Stage => {
      if (['connection', 'dns', 'incorrectResponse', 'tls'].includes(type)) return 'validation'
      return type === 'badRevocationReason' ? 'revocation' : 'new-order'
    }
    const codes = types.map((type) => refusalOf(objection({ problem: acme(type), stage: stageOf(type) })).code)
    expect(types).toHaveLength(26)
    expect(new Set(codes).size).toBe(types.length)
    expect(codes).not.toContain('ACME_PROTOCOL')
  })

  test.each([
    [404, 'known-order', 'ACME_PROTOCOL'],
    [429, 'new-order', 'ACME_RATE_LIMITED'],
    [500, 'finalize', 'ACME_BUSY'],
    [503, 'known-order', 'ACME_BUSY'],
    [418, 'new-order', 'ACME_PROTOCOL'],
  ] as const)('without a problem document is told by HTTP %i while at %s', (status, stage, code) => {
    const refusal = refusalOf(objection({ status, stage }))
    expect(refusal).toMatchObject({ code, data: { detail: `HTTP ${status}` } })
  })

  test('as something of an order that is missing, ends the order only when the authority itself says so', () => {
    const missing = { status: 404, stage: 'known-order' } as const
    expect(refusalOf(objection({ ...missing, problem: acme('malformed') })).code).toBe('ACME_ORDER_LOST')
    expect(refusalOf(objection({ ...missing, problem: readProblem({ message: 'no route' }) })).code).toBe('ACME_PROTOCOL')
  })

  test('as a limit, with the status of a server that is overloaded, is about no limit of ours', () => {
    const problem = acme('rateLimited', { detail: 'Service busy; retry later.' })
    expect(refusalOf(objection({ status: 503, problem })).code).toBe('ACME_BUSY')
    expect(refusalOf(objection({ status: 429, problem })).code).toBe('ACME_RATE_LIMITED')
  })

  test('about one of several names is said of that one, with the authority’s reason', () => {
    const problem = acme('malformed', {
      detail: 'Some identifiers were rejected',
      subproblems: [
        { type: 'urn:ietf:params:acme:error:rejectedIdentifier', detail: 'not this one', identifier: { type: 'dns', value: 'b.myl.test' } },
        { type: 'urn:ietf:params:acme:error:rejectedIdentifier', detail: 'nor that', identifier: { type: 'dns', value: 'c.myl.test' } },
        { type: 'urn:ietf:params:acme:error:caa', detail: 'no', identifier: { type: 'dns', value: 'd.myl.test' } },
      ],
    })
    const refusal = refusalOf(objection({ problem, names: ['a.myl.test', 'b.myl.test', 'c.myl.test', 'd.myl.test'] }))
    expect(refusal).toMatchObject({ code: 'ACME_NAME_REFUSED', data: { name: 'b.myl.test, c.myl.test', detail: 'not this one' } })
  })

  test('as a limit tells when it ends, from the header or from Boulder’s sentence', () => {
    const detail =
      'too many certificates (5) already issued for this exact set, retry after 2026-11-22 09:14:03 UTC: see https://ca.example/limits'
    const until = Date.parse('2026-11-22T09:14:03Z')
    expect(endOfLimit(detail)).toBe(until)
    const told = refusalOf(objection({ status: 429, problem: acme('rateLimited', { detail }) }))
    expect(told).toMatchObject({ code: 'ACME_RATE_LIMITED', data: { until: 'at 2026-11-22T09:14:03.000Z', retryAt: until } })
    const byHeader = refusalOf(objection({ status: 429, problem: acme('rateLimited'), retryAt: until + 1_000 }))
    expect(byHeader.data.retryAt).toBe(until + 1_000)
    expect(refusalOf(objection({ status: 429 })).message).toContain('at a time it does not tell')
  })

  test('makes a sentence without gaps', () => {
    for (const [type, stage] of meanings) {
      const { message } = refusalOf(objection({ problem: acme(type), stage, profile: 'classic' }))
      expect(message, type).not.toMatch(/undefined|NaN|\{|\s[.,:;]|\(\)/)
    }
  })

  test('never crashes the reader, whatever it is', () => {
    const stages = fc.constantFrom<Stage>('account', 'new-order', 'known-order', 'validation', 'finalize', 'other')
    const types = fc.oneof(fc.string(), fc.constantFrom(...meanings.map(([type]) => `urn:ietf:params:acme:error:${type}`)))
    const one = fc.record({ type: types, detail: fc.anything(), identifier: fc.anything() })
    const whole = fc.record({ type: types, detail: fc.string(), subproblems: fc.array(fc.oneof(one, fc.anything())) })
    fc.assert(
      fc.property(fc.oneof(whole, fc.anything()), stages, fc.integer({ min: 400, max: 599 }), (data, stage, status) => {
        expect(isRefusal(refusalOf(objection({ problem: readProblem(data), stage, status })))).toBe(true)
      }),
    )
  })
})
