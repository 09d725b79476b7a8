import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certificateName } from '#main/certificates/certificate-names.policy.ts'
import { readTypedNames } from '#renderer/features/order/typed-names.policy.ts'

const read = (text: string) => readTypedNames(text).map(({ name, fault }) => fault ?? name)

describe('names as they are typed', () => {
  test.each([
    ['intranet.example, www.intranet.example', ['intranet.example', 'www.intranet.example']],
    ['a.example\nb.example;c.example   a.example', ['a.example', 'b.example', 'c.example']],
    ['https://Intranet.Example/login?next=/', ['intranet.example']],
    ['*.intranet.example.', ['*.intranet.example']],
    ['bücher.example', ['xn--bcher-kva.example']],
    ['192.0.2.7 2001:DB8:0::7 [2001:db8::8]', ['192.0.2.7', '2001:db8::7', '2001:db8::8']],
    ['', []],
  ])('%j are read as %j', (typed, names) => {
    expect(read(typed)).toEqual(names)
  })

  test.each([
    ['printer', 'one-part'],
    ['www.*.example', 'wildcard'],
    ['in_tranet.example', 'characters'],
    ['a..example', 'dots'],
    ['-a.example', 'hyphen'],
    [`${'a'.repeat(64)}.example`, 'long'],
    ['10.0.0.256', 'number'],
    ['fe80::1%eth0', 'zone'],
  ])('%s is said to be wrong: %s', (typed, fault) => {
    expect(read(typed)).toEqual([fault])
  })

  test('what the field lets through the agent orders, under the same name, and what it stops the agent would refuse', () => {
    const piece = fc.constantFrom('a', 'b-c', 'x1', '-d', 'ü', '7', '*', '_', '', 'xn--bcher-kva', 'aa--b', '0x1f')
    const typed = fc.oneof(
      fc.array(piece, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
      fc.domain(),
      fc.ipV4(),
      fc.ipV6(),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const [one] = readTypedNames(text)
        if (one === undefined) return
        if (one.fault === undefined) expect(certificateName(text)).toBe(one.name)
        else expect(() => certificateName(text)).toThrow()
      }),
    )
  })
})
