import { expect, it } from 'vitest'
import { requestIdOf } from '#cloud/plugins/request-id.policy.ts'

const made = () => 'made-here'

it.each(['0b6f2a52-8f2f-4e2b-9d0e-5b1f0d1c2a3e', '01J9ZQK5E7X4', 'trace:4bf92f3577b34da6'])('%s is kept', (id) =>
  expect(requestIdOf(id, made)).toBe(id),
)
it.each([undefined, '', 'short', 'x'.repeat(129), 'two\r\nlines: here', '{"json":"yes"}', ['01J9ZQK5E7X4', '01J9ZQK5E7X5'], 'ünïcode-id'])(
  '%j is replaced',
  (id) => expect(requestIdOf(id, made)).toBe('made-here'),
)
