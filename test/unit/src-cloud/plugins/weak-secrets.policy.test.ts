import fc from 'fast-check'
import { expect, it } from 'vitest'
import { weakKey, weakPassword } from '#cloud/plugins/weak-secrets.policy.ts'

const key = (bytes: number[] | Buffer) => Buffer.from(bytes).toString('base64url')

it.each([
  ['zeros', key(Buffer.alloc(32))],
  ['one byte again and again', key(Buffer.alloc(32, 7))],
  ['counted', key(Buffer.from(Array.from({ length: 32 }, (_, index) => index)))],
  ['counted backwards', key(Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index)))],
  ['short', key(Buffer.from('0123456789abcdef'))],
  ['a word again and again', key(Buffer.from('secret'.repeat(6).slice(0, 32)))],
  ['published', 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'],
])('a key of %s is weak', (_, weak) => expect(weakKey(weak)).toBe(true))

it('a key that was drawn is not', () => {
  const drawn = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 32, maxLength: 32 })
  fc.assert(fc.property(drawn, (bytes) => !weakKey(key(bytes)) || bytes[1] === ((bytes[0] ?? 0) + 1) % 256))
})

it.each(['postgres', 'password1', 'short', 'CHANGE-ME-please', 'change_this_now', '12345678'])(
  '%s is a password anybody would try',
  (one) => expect(weakPassword(one)).toBe(true),
)
it.each(['', 'm4ZrQ8vKp2', 'correct%20horse%20battery'])('“%s” is not', (one) => expect(weakPassword(one)).toBe(false))
