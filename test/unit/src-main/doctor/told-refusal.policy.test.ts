import { nextStepOf, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { expect, test } from 'vitest'
import { refusalTold } from '#main/doctor/told-refusal.policy.ts'

test.each([
  ['STORE_FAILED', { store: '/data (1): old/certificates', reason: 'EACCES' }],
  ['STORE_PLACE_TAKEN', { path: '/data/certificates/desk.test/versions' }],
  ['DISK_FULL', {}],
  ['SECRET_UNREADABLE', { file: '/data/secrets.key', reason: 'is missing', place: 'the key of version 1', folder: '/data' }],
] as const)('the next step of a refusal that was written down is known again (%s)', (code, data) => {
  const told = refusalTold({ code, sentence: sentenceOf(code, data) })
  expect(told && nextStepOf(told.code, told.data)).toBe(nextStepOf(code, data))
})

test.each([
  ['NEVER_HEARD_OF', 'What an older version said.'],
  ['STORE_FAILED', 'What an older version said.'],
])('of what another version of this program wrote down nothing is guessed (%s)', (code, sentence) => {
  expect(refusalTold({ code, sentence })).toBeUndefined()
})
