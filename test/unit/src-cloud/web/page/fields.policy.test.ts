import fc from 'fast-check'
import { expect, it } from 'vitest'
import { email, line, name, next } from '#cloud/web/page/fields.policy.ts'

it('after signing in one gets to a page of ours and to no other site, whatever the address says', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.webUrl(),
        fc.webPath(),
        fc.string().map((text) => `/${text}`),
      ),
      (text) => {
        const url = new URL(next.parse(text), 'https://cloud.myl.test')
        expect(url.origin).toBe('https://cloud.myl.test')
      },
    ),
  )
  expect(next.parse('/invitation?token=mylzip_invite_x-Y_9')).toBe('/invitation?token=mylzip_invite_x-Y_9')
})

it('what is typed in holds nothing that a database or a mail stumbles over', () => {
  const text = line('Enter it.')
  for (const odd of ['a\0b', 'a\nb', 'a\r\nBcc: x@y.test', 'a\u202Eb', 'a\u2028b', 'a\uD800b', 'a\u200Bb']) {
    expect(text.safeParse(odd).success, JSON.stringify(odd)).toBe(false)
  }
  expect(text.parse('  Zoë Müller-Đặng  ')).toBe('Zoë Müller-Đặng')
})

it.each(['Win at https://evil.test', 'www.evil.test', 'mail@evil.test', 'evil.test/now'])('“%s” is no name', (text) => {
  expect(name('Enter a name.').safeParse(text).success).toBe(false)
})

it.each(['nobody', 'a@b', 'a@b.test\r\nBcc: c@d.test', 'a b@c.test', '"a\\b"@c.test'])('“%s” is no address for mail', (text) => {
  expect(email.safeParse(text).success).toBe(false)
})
