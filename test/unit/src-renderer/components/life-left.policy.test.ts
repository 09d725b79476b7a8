import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { expect, test } from 'vitest'
import { lifeLeft } from '#renderer/components/life-left.policy.ts'

const now = Date.parse('2026-11-21T13:00:00Z')
const living = (from: number, to: number) => ({ notBefore: toTimestamp(now + from * day), notAfter: toTimestamp(now + to * day) })

test.each([
  ['was issued now', living(0, 90), 1],
  ['has lived for a third', living(-30, 60), 2 / 3],
  ['has ended', living(-91, -1), 0],
  ['has not begun, because the clock is behind', living(1, 90), 1],
  ['ends before it begins', living(5, -5), 0],
])('the share left of a certificate that %s', (_, version, share) => {
  expect(lifeLeft(version, now)).toBeCloseTo(share)
})
