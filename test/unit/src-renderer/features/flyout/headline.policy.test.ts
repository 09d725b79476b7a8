import { day, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Health } from '@mylzip/shared/operations/values.ts'
import { expect, test } from 'vitest'
import { headline, renewalWords } from '#renderer/features/flyout/headline.policy.ts'
import { createDates } from '#renderer/texts/dates.ts'
import { sampleNow as now, sampleCertificate, sampleSnapshot, sampleVersion } from '../../../../support/samples.ts'

const dates = createDates('en-GB', 'Europe/Berlin')
const { about } = sampleSnapshot()
const ahead = (ms: number) => toTimestamp(now + ms)

test.each([
  ['all is well', about, sampleCertificate(), 'Protected · safe until 12 February 2027'],
  ['others do not trust it', { ...about, practice: true }, sampleCertificate(), 'Protected · valid until 12 February 2027'],
  ['it protects nobody', about, sampleCertificate({ health: 'not-protected' }), 'Not protected · valid until 12 February 2027'],
  [
    'it has ended',
    about,
    sampleCertificate({ health: 'not-protected', current: sampleVersion({ notAfter: ahead(-3 * day) }) }),
    'Not protected · ended 3 days ago',
  ],
  [
    'its state is one that only a newer agent knows',
    about,
    sampleCertificate({ health: 'resting' as Health }),
    'resting · valid until 12 February 2027',
  ],
  ['there is none yet', about, sampleCertificate({ health: 'working', current: null }), 'Working'],
])('the headline when %s', (_, given, certificate, words) => {
  expect(headline(given, certificate, now, dates)).toBe(words)
})

test.each([
  ['nobody has set hours', { at: ahead(22 * day), reason: 'age' as const }, 'Renews by itself around 13 December.'],
  [
    'the organisation has set hours',
    { at: ahead(22 * day), reason: 'age' as const, hours: { from: 22, to: 24 } },
    'Renews by itself around 13 December, between 22:00 and 00:00, as your organisation wishes.',
  ],
  ['it is due', { at: ahead(-minute), reason: 'age' as const }, 'Renews by itself very soon.'],
  ['none is planned', null, 'No renewal is planned.'],
])('the next renewal when %s', (_, renewal, words) => {
  expect(renewalWords({ renewal }, now, dates)).toBe(words)
})
