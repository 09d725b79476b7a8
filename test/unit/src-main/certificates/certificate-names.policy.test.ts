import { isIPv6 } from 'node:net'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certificateName, certificateNames } from '#main/certificates/certificate-names.policy.ts'

const codeOf = (names: readonly string[]) => {
  try {
    return certificateNames(names)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return error.code
  }
}

describe('a name of a certificate', () => {
  test.each([
    ['desk.example.test', 'desk.example.test'],
    [' Desk.Example.TEST ', 'desk.example.test'],
    ['desk.example.test.', 'desk.example.test'],
    ['*.Example.test', '*.example.test'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['*.bücher.example', '*.xn--bcher-kva.example'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['192.0.2.7', '192.0.2.7'],
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
  ])('%s is ordered as %s', (given, expected) => {
    expect(certificateName(given)).toBe(expected)
  })

  test.each(
    [
      ['', '*', '*.', '.', '..', 'desk', '*.desk', 'a..example.test', '.example.test', '*.*.example.test', 'www.*.example.test'],
      ['f*.example.test', 'https://example.test', 'example.test/x', 'example.test:443', 'me@example.test', 'a_b.example.test'],
      ['-a.example.test', 'a-.example.test', 'ab--c.example.test', `${'a'.repeat(64)}.example.test`],
      [
        `${'a.'.repeat(130)}test`,
        '1.2.3',
        '1.2.3.4.5',
        '0x7f.1',
        '256.1.1.1',
        'example.123',
        '192.0.2.7/24',
        '*.192.0.2.7',
        'fe80::1%eth0',
      ],
      ['exa mple.test', 'exa\u0000mple.test', 'example.te\u200Bst', '%65xample.test', '::g', '[192.0.2.7', 'a.xn--', '*.2001:db8::1'],
    ].flat(),
  )('%j is none, and it is said why', (given) => {
    expect(codeOf([given])).toBe('NAME_INVALID')
  })

  test('is there once, in the place it was first given', () => {
    expect(certificateNames(['B.example.test', 'a.example.test', 'b.example.test.'])).toEqual(['b.example.test', 'a.example.test'])
  })

  test('is one of a hundred at most', () => {
    const many = Array.from({ length: 101 }, (_, n) => `n${n}.example.test`)
    expect(certificateNames(many.slice(1))).toHaveLength(100)
    expect(codeOf(many)).toBe('NAMES_TOO_MANY')
    expect(certificateNames([...many.slice(1), 'N1.example.test'])).toHaveLength(100)
    expect(codeOf([])).toBe('NAME_INVALID')
  })

  test('is made out to itself when it is given again, whatever was typed first', () => {
    const typed = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6(),
      fc.domain().map((name) => `*.${name}`),
      fc.string(),
      fc.webUrl(),
    )
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 5 }), (given) => {
        const names = codeOf(given)
        if (typeof names === 'string') return
        expect(certificateNames(names)).toEqual(names)
        for (const name of names) expect(name).toMatch(isIPv6(name) ? /^[0-9a-f:]+$/ : /^(\*\.)?[a-z0-9.-]+$/)
      }),
    )
  })

  test('that the address generator makes is always taken', () => {
    // Hyphens third and fourth are for A-labels alone (RFC 5890 §2.3.1), and what chance puts behind xn-- is none.
    const plain = fc.oneof(
      fc.domain().filter((name) => !/(^|\.)..--/.test(name)),
      fc.ipV4(),
    )
    fc.assert(
      fc.property(plain, fc.ipV6(), (name, address) => {
        expect(certificateName(name)).toBe(name.toLowerCase())
        expect(isIPv6(certificateName(address))).toBe(true)
      }),
    )
  })
})
