import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keysBelow, nameKey, ownName } from '#cloud/modules/dns/names.policy.ts'

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/)
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))

it('what lies below a name, and nothing else, lies within its keys', () => {
  fc.assert(
    fc.property(name, name, (upper, other) => {
      const { from, to } = keysBelow(nameKey(upper))
      const within = (one: string) => nameKey(one) >= from && nameKey(one) < to
      expect(within(`${other}.${upper}`)).toBe(true)
      expect(within(upper)).toBe(false)
      expect(within(other)).toBe(other.endsWith(`.${upper}`))
      expect(within(`${other}${upper}`)).toBe(`${other}${upper}`.endsWith(`.${upper}`))
    }),
  )
})

it('names are the same in any case, with or without the final dot', () => {
  expect(nameKey('K7F3.Acme.MYL.test.')).toBe('test.myl.acme.k7f3')
})

it('no other name than the device’s passes for its own', () => {
  fc.assert(
    fc.property(name, fc.oneof(name, fc.string(), fc.string({ unit: 'grapheme' })), (own, asked) => {
      const found = ownName(asked, own)
      if (found === undefined) return
      expect(found).toBe(own)
      expect([own, `${own}.`, `*.${own}`, `*.${own}.`]).toContain(asked.toLowerCase())
    }),
  )
})

it('a letter that only lower-casing turns into the device’s is not its name', () => {
  const kelvin = '\u212A'
  expect(kelvin.toLowerCase()).toBe('k')
  expect(ownName(`${kelvin}iosk.acme.myl.test`, 'kiosk.acme.myl.test')).toBeUndefined()
  expect(ownName('KIOSK.acme.myl.test', 'kiosk.acme.myl.test')).toBe('kiosk.acme.myl.test')
})
