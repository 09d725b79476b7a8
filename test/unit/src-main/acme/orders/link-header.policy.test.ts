import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linksOf } from '#main/acme/orders/link-header.policy.ts'

const base = 'https://ca.test/cert/1'
const alternates = (header: string | undefined) => linksOf(header, 'alternate', base)

describe('the links of an answer', () => {
  test.each([
    [undefined, []],
    ['<https://ca.test/dir>;rel="index"', []],
    ['<https://ca.test/cert/1/alternate/1>;rel="alternate"', ['https://ca.test/cert/1/alternate/1']],
    ['<https://ca.test/dir>;rel="index", </cert/1/a>; rel=alternate', ['https://ca.test/cert/1/a']],
    ['<a>;title="x, <b>; rel=up";rel="up alternate",<c>;rel="Alternate"', ['https://ca.test/cert/a', 'https://ca.test/cert/c']],
    ['<a>;rel="alternate";rel="up"', ['https://ca.test/cert/a']],
    ['<a>;rel="up";rel="alternate"', []],
    ['<https://ca.test/a,b>;rel="alternate"', ['https://ca.test/a,b']],
    ['<javascript:alert(1)>;rel="alternate"', []],
    ['<>;rel="alternate"', []],
    ['<a;rel="alternate"', []],
    ['a>;rel="alternate"', []],
    ['<a>;rel', []],
  ])('%s', (header, expected) => {
    expect(alternates(header)).toEqual(expected)
  })

  test('are addresses or nothing, whatever the header is', () => {
    const piece = fc.constantFrom('<', '>', '"', ',', ';', 'rel=', 'rel="alternate"', 'alternate', '\\', ' ', 'https://x.test/', '/a')
    const header = fc.oneof(
      fc.string(),
      fc.array(piece).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(header, (text) => {
        for (const url of alternates(text)) expect(new URL(url).protocol).toMatch(/^https?:$/)
      }),
    )
  })

  test('that were written are read again', () => {
    const link = fc.record({ url: fc.webUrl(), alternate: fc.boolean(), quoted: fc.boolean() })
    fc.assert(
      fc.property(fc.array(link, { maxLength: 8 }), (all) => {
        const header = all.map(({ url, alternate, quoted }) => {
          const rel = alternate ? 'alternate' : 'up'
          return `<${url}>; rel=${quoted ? `"${rel}"` : rel}`
        })
        const expected = all.filter(({ alternate }) => alternate).map(({ url }) => new URL(url).href)
        expect(alternates(header.join(', '))).toEqual(expected)
      }),
    )
  })
})
