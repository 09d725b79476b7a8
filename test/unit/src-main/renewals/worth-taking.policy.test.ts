import { day, hour } from '@mylzip/shared/domain/time.ts'
import { expect, test } from 'vitest'
import { isWorthTaking } from '#main/renewals/worth-taking.policy.ts'

const now = Date.UTC(2026, 10, 21, 9)
const until = (notAfter: number) => ({ notBefore: notAfter - 6 * day, notAfter })

test.each([
  ['that has just begun its life is taken', until(now + 6 * day), now + day, true],
  ['that has ended is not', until(now), undefined, false],
  ['that is about to end is, while there is none', until(now + 5 * hour), undefined, true],
  ['that is about to end is, where it outlives the one in use', until(now + 5 * hour), now + hour, true],
  ['that is about to end is not, where it is the one in use once more', until(now + 5 * hour), now + 5 * hour, false],
])('a certificate %s', (_, issued, inUseUntil, taken) => {
  expect(isWorthTaking(issued, inUseUntil, now)).toBe(taken)
})
