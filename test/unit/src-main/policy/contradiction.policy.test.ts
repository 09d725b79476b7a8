import { expect, test } from 'vitest'
import { refuseContradiction } from '#main/policy/contradiction.policy.ts'
import type { OrganisationPolicy } from '#main/policy/policy.port.ts'
import { refusalCode } from '../../../support/refusal-code.ts'

const policy = (targets: string[] | undefined) => ({ version: 4, rules: { ...(targets && { targets }) } }) as OrganisationPolicy
const tried = (targets: string[] | undefined) => refusalCode((async () => refuseContradiction(policy(targets), { target: 'script' }))())

test('a program that the organisation does not allow is not set up here, and says by which policy', async () => {
  expect(() => refuseContradiction(policy(['rdp', 'iis']), { target: 'script' })).toThrow(/has set .* \(rdp, iis\), by version 4/)
  expect(await tried([])).toBe('SET_BY_ORGANISATION')
})

test('where it says nothing of programs, or allows this one, nothing is refused', () => {
  for (const allowed of [undefined, ['script']]) expect(() => refuseContradiction(policy(allowed), { target: 'script' })).not.toThrow()
  expect(() => refuseContradiction(undefined, { target: 'script' })).not.toThrow()
})
