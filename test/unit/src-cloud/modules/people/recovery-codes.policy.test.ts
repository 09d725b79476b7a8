import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recoveryCode, recoveryCodeBytes, recoveryCodeHash } from '#cloud/modules/people/recovery-codes.policy.ts'

const code = fc.uint8Array({ minLength: recoveryCodeBytes, maxLength: recoveryCodeBytes }).map(recoveryCode)

it('is four groups of four, without letters that look like digits', () => {
  fc.assert(fc.property(code, (text) => /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/.test(text)))
})

it('is known again however it is typed', () => {
  fc.assert(
    fc.property(code, (text) => {
      const hash = recoveryCodeHash(text)
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      const typed = text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
      expect(recoveryCodeHash(typed)).toBe(hash)
      expect(recoveryCodeHash(text.slice(0, -1))).toBeUndefined()
    }),
  )
})

it('is told apart from a code of an app and from anything else', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 15 }), (text) => recoveryCodeHash(text) === undefined))
})
