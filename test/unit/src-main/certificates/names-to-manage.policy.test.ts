import fc from 'fast-check'
import { expect, it } from 'vitest'
import { malformedAmong, namesToManage } from '#main/certificates/names-to-manage.policy.ts'

it.each([
  '*.',
  '*',
  'two words.example',
  '',
  `${'a'.repeat(64)}.example`,
  'a..example',
  '*.*.example',
  '.example',
  'x/y',
  'a\nb.example',
  '1.2.3.4.5:80',
])('no host can be called “%s”, also beside a good name', (name) => {
  expect(malformedAmong(['good.example', name])).toBe(name)
  expect(() => namesToManage(['good.example', name], '')).toThrow(
    expect.objectContaining({ code: 'BUNDLE_NAME_MALFORMED', data: { name } }),
  )
})

it.each([
  'shop.example',
  '*.shop.example',
  'intranet',
  'SHOP.example.',
  'xn--bcher-kva.example',
  '_old.example',
  '192.0.2.7',
  '2001:db8::7',
])('“%s” is one that a host can have, whoever issues for it', (name) => {
  expect(malformedAmong([name])).toBeUndefined()
})

it('whatever text stands there, it is judged and nothing else happens', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (names) => {
      expect([undefined, ...names]).toContain(malformedAmong(names))
    }),
  )
})
