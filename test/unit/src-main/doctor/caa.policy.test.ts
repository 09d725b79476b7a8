import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caaPlaces, judgeCaa, parseIssue } from '#main/doctor/dns/caa.policy.ts'

const account = 'https://ca.test/acct/7'
const issuer = { identities: ['ca.test', 'CA2.test'], accountUrl: account, methods: ['dns-01'] }
const issue = (value: string, tag = 'issue', flags = 0) => ({ flags, tag, value })

test('records are looked for at the name and at each parent, and for a wildcard at its parent', () => {
  expect(caaPlaces('A.b.Test.')).toEqual(['a.b.test', 'b.test', 'test'])
  expect(caaPlaces('*.b.test')).toEqual(['b.test', 'test'])
})

describe('an issue value', () => {
  test.each([
    ['ca.test', { issuer: 'ca.test', parameters: new Map() }],
    [' CA.test ; accounturi=https://ca.test/acct/7 ;validationmethods = dns-01,http-01', 'accounturi'],
    [';', { issuer: '', parameters: new Map() }],
    ['', { issuer: '', parameters: new Map() }],
  ])('%j is read', (value, expected) => {
    const found = parseIssue(value)
    if (typeof expected === 'string') expect([...(found?.parameters.keys() ?? [])]).toContain(expected)
    else expect(found).toEqual(expected)
  })

  test.each(['ca test', '-ca.test', 'ca.test; =x', 'ca.test; a b', 'ca.test; a=1; A=2', 'ca..test'])('%j breaks the grammar', (value) => {
    expect(parseIssue(value)).toBeUndefined()
  })

  test('whatever it is, reading it never throws', () => {
    fc.assert(fc.property(fc.string(), (value) => void parseIssue(value)))
  })

  test('what is put together by the grammar is read as it was meant', () => {
    const label = fc.stringMatching(/^[a-z\d]([a-z\d-]{0,10}[a-z\d])?$/)
    const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
    const parameter = fc.tuple(fc.stringMatching(/^[a-z\d]{1,12}$/), fc.stringMatching(/^[\x21-\x3a\x3c-\x7e]{0,30}$/))
    const parameters = fc.uniqueArray(parameter, { selector: ([tag]) => tag, maxLength: 4 })
    fc.assert(
      fc.property(domain, parameters, fc.stringMatching(/^[ \t]{0,3}$/), (name, pairs, space) => {
        const value = [name, ...pairs.map(([tag, text]) => `${space}${tag}=${text}${space}`)].join(`${space};`)
        expect(parseIssue(value)).toEqual({ issuer: name, parameters: new Map(pairs) })
      }),
    )
  })
})

describe('issuance', () => {
  test.each([
    ['no issue property at all', 'x.test', [issue('mailto:a@x.test', 'iodef')], true],
    ['the authority’s identity', 'x.test', [issue('other.test'), issue('ca.test')], true],
    ['another spelling of it', 'x.test', [issue('ca2.TEST.'.slice(0, -1), 'ISSUE')], true],
    ['another authority only', 'x.test', [issue('other.test')], false],
    ['nobody', 'x.test', [issue(';')], false],
    ['a value that breaks the grammar', 'x.test', [issue('ca.test %%%')], false],
    ['this account', 'x.test', [issue(`ca.test; accounturi=${account}`)], true],
    ['another account', 'x.test', [issue('ca.test; accounturi=https://ca.test/acct/8')], false],
    ['this way of proof', 'x.test', [issue('ca.test; validationmethods=http-01,dns-01')], true],
    ['another way of proof', 'x.test', [issue('ca.test; validationmethods=http-01')], false],
    ['a parameter nobody knows', 'x.test', [issue('ca.test; policy=ev')], true],
    ['a critical property nobody knows', 'x.test', [issue('ca.test'), issue('x', 'tbs', 128)], false],
    ['a property nobody knows, not critical', 'x.test', [issue('ca.test'), issue('x', 'tbs')], true],
    ['a critical property everybody knows', 'x.test', [issue('ca.test', 'issue', 128)], true],
    ['a wildcard by issuewild against issue', '*.x.test', [issue('ca.test'), issue('other.test', 'issuewild')], false],
    ['a wildcard by issue where there is no issuewild', '*.x.test', [issue('ca.test')], true],
    ['a plain name with issuewild alone', 'x.test', [issue(';', 'issuewild')], true],
  ])('%s: %s', (_, name, records, allowed) => {
    expect(judgeCaa(name, records, issuer).allowed).toBe(allowed)
  })

  test('before there is an account, a record that binds to one leaves it open', () => {
    expect(judgeCaa('x.test', [issue(`ca.test; accounturi=${account}`)], { ...issuer, accountUrl: undefined })).toMatchObject({
      allowed: 'unsure',
      reason: expect.stringContaining(account),
    })
  })

  test('who forbids says what is named', () => {
    expect(judgeCaa('x.test', [issue('other.test'), issue(';')], issuer)).toEqual({
      allowed: false,
      reason: 'it names “other.test”, nobody',
    })
  })

  test('no set of records that names others lets this authority issue', () => {
    const foreign = fc.record({
      flags: fc.constant(0),
      tag: fc.constant('issue'),
      value: fc.stringMatching(/^[a-z]{1,8}\.example(; x=y)?$/),
    })
    fc.assert(fc.property(fc.array(foreign, { minLength: 1 }), (records) => judgeCaa('x.test', records, issuer).allowed === false))
  })
})
