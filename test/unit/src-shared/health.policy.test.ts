import { healthOf } from '@mylzip/shared/domain/health.policy.ts'
import { expect, it } from 'vitest'

const now = 1_000
const well = { notAfter: now + 1, inPlace: true, revoked: false, running: false, failedTries: 0 }

it.each([
  ['a verified certificate is protected', well, 'protected'],
  ['one failed try is not worth a person’s attention', { ...well, failedTries: 1 }, 'protected'],
  ['two failed tries are', { ...well, failedTries: 2 }, 'attention'],
  ['issued but not seen being served is not protected', { ...well, inPlace: false }, 'not-protected'],
  ['a revoked certificate is not protected, even while it is served', { ...well, revoked: true }, 'not-protected'],
  ['at the second it ends it is not protected', { ...well, notAfter: now }, 'not-protected'],
  ['a run in progress is working', { ...well, running: true, inPlace: false }, 'working'],
  ['before the first run it is working', { ...well, notAfter: undefined, inPlace: false }, 'working'],
  ['a first run that failed leaves it not protected', { ...well, notAfter: undefined, inPlace: false, failedTries: 1 }, 'not-protected'],
] as const)('%s', (_, facts, health) => {
  expect(healthOf(facts, now)).toBe(health)
})
