import { minute, second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { expect, test } from 'vitest'
import { announcement } from '#renderer/features/overview/announcement.policy.ts'
import { failedRun, interceptedFailure, sampleNow as now, sampleRun } from '../../../../support/samples.ts'

const endedAgo = (ms: number) => ({ endedAt: toTimestamp(now - ms) })
const finished = 'The renewal is finished. The new certificate is being served.'

test.each([
  ['that ended while the page was open is told', sampleRun(7, endedAgo(5 * minute)), now - 6 * minute, finished],
  ['that ended a moment before the page was opened is told', sampleRun(7, endedAgo(59 * second)), now, finished],
  ['that ended earlier is no news', sampleRun(7, endedAgo(61 * second)), now, ''],
  [
    'that brought the first certificate is no renewal',
    sampleRun(7, { reason: 'first' }),
    now,
    'The first certificate is there, and is being served.',
  ],
  ['that failed earlier is no news: its reason stands on the page', failedRun(interceptedFailure), now, ''],
  ['that failed while the page was open is told', failedRun(interceptedFailure), now - 11 * minute, 'The renewal did not finish.'],
  ['that goes on tells its step, whenever it began', sampleRun(2), now, 'Step 3 of 7: Proving that the name is this device’s'],
  ['that is not there is silent', undefined, now, ''],
])('a run %s', (_, run, openedAt, said) => {
  expect(announcement(run, openedAt)).toBe(said)
})
