import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
import { expect, test } from 'vitest'
import { checkDelegation } from '#main/doctor/checks/delegation.check.ts'
import { evidenceOf, look } from '../../../support/doctor.ts'

const target = 'x7f3.proofs.myl.test'
const delegated = (states: Record<string, Pick<Delegation, 'state' | 'found'>>) => {
  const names = Object.keys(states)
  const delegation = async (name: string): Promise<Delegation> => {
    const { state, found } = states[name] ?? { state: 'unknown', found: null }
    return { record: `_acme-challenge.${name}`, target, state, found }
  }
  return look(checkDelegation({ name: names[0] ?? '', names, certificateId: undefined, delegation }))
}
const ready = { state: 'ready', found: null } as const

test.each([
  ['is there', ready, 'ok', null],
  ['is missing', { state: 'missing', found: null }, 'failed', 'DELEGATION_MISSING'],
  ['leads elsewhere', { state: 'elsewhere', found: 'old.example' }, 'failed', 'DELEGATION_ELSEWHERE'],
  ['leads in a circle', { state: 'loop', found: 'a → b' }, 'failed', 'DELEGATION_LOOP'],
  ['cannot be looked up', { state: 'unknown', found: 'no answer' }, 'skipped', null],
] as const)('a CNAME that %s', async (_, state, status, code) => {
  expect(await delegated({ 'a.example': ready, 'b.example': state })).toMatchObject({ status, code })
})

test('the evidence says what each CNAME should be', async () => {
  expect(evidenceOf(await delegated({ 'a.example': { state: 'elsewhere', found: 'old.example' } }))).toBe(
    `_acme-challenge.a.example: should be a CNAME of ${target}: elsewhere (old.example)`,
  )
})
