import { expect, test } from 'vitest'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { createSealing } from '#cloud/plugins/sealing.ts'

test('what an older master key sealed is opened in its place alone, and told from what the newest sealed', () => {
  const [older, newer] = [7, 8].map((byte) => ({ kid: `key-${byte}`, k: Buffer.alloc(32, byte).toString('base64url') }))
  if (!older || !newer) throw new Error('there are two')
  const sealed = createSealing([older], systemRandom).seal(Buffer.from('secret'), 'here')
  const rotated = createSealing([newer, older], systemRandom)
  expect(rotated.isCurrent(sealed)).toBe(false)
  const again = rotated.seal(rotated.open(sealed, 'here'), 'here')
  expect(rotated.isCurrent(again)).toBe(true)
  expect(Buffer.from(createSealing([newer], systemRandom).open(again, 'here')).toString()).toBe('secret')
  expect(() => rotated.open(sealed, 'there')).toThrow()
})
