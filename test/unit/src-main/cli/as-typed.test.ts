import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { expect, it } from 'vitest'
import { asTyped } from '#main/cli/input/as-typed.policy.ts'

it.each([
  ['limit must be 200 at most', '--limit must be 200 at most'],
  ['contact.0 must be an e-mail address', '<addresses>, the 1st of them, must be an e-mail address'],
  [
    'names.11 must not be empty; profile must have 64 characters at most',
    '<names>, the 12th of them, must not be empty; --profile must have 64 characters at most',
  ],
  ['proof.folder must not be empty', '--proof must not be empty'],
  ['“a b” is not a name that a certificate could be for', '“a b” is not a name that a certificate could be for'],
])('“%s” is said of what was typed', (reason, words) => {
  expect(asTyped(new Refusal('INPUT_INVALID', { reason }))).toMatchObject({ code: 'INPUT_INVALID', data: { reason: words } })
})

it('other failures stay what they are', () => {
  const refusal = new Refusal('NAME_INVALID', { name: 'limit must be', reason: 'x' })
  expect(asTyped(refusal)).toBe(refusal)
  expect(asTyped('text')).toBe('text')
})
