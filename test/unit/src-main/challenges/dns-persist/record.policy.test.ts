import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { permits, persistName, persistText, readPersistText } from '#main/challenges/dns-persist/record.policy.ts'

const now = 1_795_249_183_000
const accountUrl = 'https://ca.example/acct/123'
const needed = { issuers: ['authority.example', 'ca.example.net'], accountUrl, wildcard: false }

describe('a record that lets an account prove a name for ever', () => {
  it('is written as the draft shows it', () => {
    expect(persistName('example.com')).toBe('_validation-persist.example.com')
    const permission = { issuer: 'authority.example', accountUrl, wildcard: false, until: undefined }
    expect(persistText(permission)).toBe('authority.example; accounturi=https://ca.example/acct/123')
    expect(persistText({ ...permission, wildcard: true, until: 1_767_225_600_999 })).toBe(
      'authority.example; accounturi=https://ca.example/acct/123; policy=wildcard; persistUntil=1767225600',
    )
  })

  it.each([
    ['as written', `authority.example; accounturi=${accountUrl}`, true],
    ['another of the authority’s names, in capitals', `CA.Example.NET;accounturi=${accountUrl}`, true],
    ['for wildcards too', `authority.example; accounturi=${accountUrl}; policy=WildCard`, true],
    ['with something unknown', `authority.example; accounturi=${accountUrl}; later=x`, true],
    ['until later', `authority.example; accounturi=${accountUrl}; persistUntil=1795249184`, true],
    ['until now', `authority.example; accounturi=${accountUrl}; persistUntil=1795249183`, false],
    ['until some word', `authority.example; accounturi=${accountUrl}; persistUntil=tomorrow`, false],
    ['of another authority', `other.example; accounturi=${accountUrl}`, false],
    ['of another account', 'authority.example; accounturi=https://ca.example/acct/124', false],
    ['without an account', 'authority.example', false],
    ['with an account twice', `authority.example; accounturi=${accountUrl}; accounturi=${accountUrl}`, false],
    ['ending in a semicolon', `authority.example; accounturi=${accountUrl};`, false],
    ['a dns-01 answer', '_cC5rvB9vM8qzT3MTBcTeVpQwtbNypBXyQnE4fhM9QQ', false],
    ['empty', '', false],
  ])('%s: %s permits it: %s', (_, text, expected) => {
    expect(permits(text, needed, now)).toBe(expected)
  })

  it('permits a wildcard only where it says so', () => {
    const text = `authority.example; accounturi=${accountUrl}`
    expect(permits(text, { ...needed, wildcard: true }, now)).toBe(false)
    expect(permits(`${text}; policy=wildcard`, { ...needed, wildcard: true }, now)).toBe(true)
  })

  it('is read back as it was written, and nothing else makes it stumble', () => {
    const permission = fc.record({
      issuer: fc.domain(),
      accountUrl: fc.webUrl().filter((url) => !url.includes(';')),
      wildcard: fc.boolean(),
      until: fc.option(
        fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000),
        { nil: undefined },
      ),
    })
    fc.assert(
      fc.property(permission, (wanted) => {
        expect(readPersistText(persistText(wanted))).toEqual({ ...wanted, issuer: wanted.issuer.toLowerCase() })
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => void permits(text, needed, now)))
  })
})
