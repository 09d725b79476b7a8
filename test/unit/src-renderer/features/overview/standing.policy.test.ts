import { day, hour, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { expect, test } from 'vitest'
import { standing } from '#renderer/features/overview/standing.policy.ts'
import { createDates } from '#renderer/texts/dates.ts'
import {
  interceptedFailure,
  sampleNow as now,
  sampleCertificate,
  sampleRun,
  sampleSnapshot,
  sampleVersion,
} from '../../../../support/samples.ts'

const dates = createDates('en-GB', 'Europe/Berlin')
const ahead = (ms: number) => toTimestamp(now + ms)
const { about } = sampleSnapshot()
const unseen = { ...sampleVersion().states, verified: null }
const ended = sampleVersion({ notAfter: ahead(-3 * day) })

test.each([
  ['all is well', sampleCertificate(), undefined, 'Safe until 12 February 2027. Renews by itself around 13 December.'],
  [
    'the renewal is due',
    sampleCertificate({ renewal: { at: ahead(-minute), reason: 'age' } }),
    undefined,
    'Safe until 12 February 2027. Renews by itself very soon.',
  ],
  ['no renewal is planned', sampleCertificate({ renewal: null }), undefined, 'Safe until 12 February 2027.'],
  [
    'it lasts for hours only',
    sampleCertificate({ current: sampleVersion({ notAfter: ahead(3 * hour) }), renewal: { at: ahead(hour), reason: 'emergency' } }),
    undefined,
    'Safe until 17:00. Renews by itself around 15:00.',
  ],
  [
    'it is being renewed in time',
    sampleCertificate({ health: 'working' }),
    sampleRun(2),
    'Renewing now. The certificate in use stays safe until 12 February 2027.',
  ],
  [
    'its renewal stands still because nothing can be saved',
    sampleCertificate({ health: 'attention' }),
    { ...sampleRun(2), failure: { ...interceptedFailure, code: 'DISK_FULL' as const } },
    'Safe until 12 February 2027, but the last renewals did not finish.',
  ],
  [
    'one that ended is being replaced',
    sampleCertificate({ health: 'working', current: ended }),
    sampleRun(2),
    'Getting a new certificate now.',
  ],
  [
    'nothing on this device presents it',
    sampleCertificate({ kind: 'ordered', current: sampleVersion({ states: { ...unseen, bound: null }, consumers: [] }) }),
    undefined,
    'Valid until 12 February 2027. It is kept for use elsewhere: no program on this device presents it. Renews by itself around 13 December.',
  ],
  [
    'nothing on this device presents it, and it is not in the store',
    sampleCertificate({ kind: 'ordered', current: sampleVersion({ states: { ...unseen, installed: null, bound: null }, consumers: [] }) }),
    undefined,
    'The certificate does not lie in this device’s store as it should.',
  ],
  [
    'the store has lost the only copy of its key',
    sampleCertificate({ health: 'not-protected', current: sampleVersion({ states: { ...unseen, installed: null }, keyCustody: 'lost' }) }),
    undefined,
    'The only copy of the certificate’s key is gone from this device. One with a new key takes its place.',
  ],
  [
    'it was revoked',
    sampleCertificate({ health: 'not-protected', current: sampleVersion({ revokedAt: ahead(-hour) }) }),
    undefined,
    'This certificate was revoked. Programs that look refuse it.',
  ],
  [
    'one that was revoked is being replaced',
    sampleCertificate({ health: 'working', current: sampleVersion({ revokedAt: ahead(-hour) }) }),
    sampleRun(2),
    'Getting a new certificate now.',
  ],
  [
    'one that was never seen is being replaced',
    sampleCertificate({ health: 'working', current: sampleVersion({ states: unseen }) }),
    sampleRun(2),
    'Getting a new certificate now.',
  ],
  [
    'the first one is coming',
    sampleCertificate({ health: 'working', current: null }),
    sampleRun(2),
    'Getting the first certificate. This takes some seconds.',
  ],
  [
    'the first one will come',
    sampleCertificate({ health: 'working', current: null }),
    undefined,
    'Waiting for the first certificate. It is ordered by itself.',
  ],
  [
    'the first one did not come',
    sampleCertificate({ health: 'not-protected', current: null }),
    undefined,
    'This device has no certificate yet.',
  ],
  [
    'tries failed',
    sampleCertificate({ health: 'attention' }),
    undefined,
    'Safe until 12 February 2027, but the last renewals did not finish.',
  ],
  [
    'it ended',
    sampleCertificate({ health: 'not-protected', current: ended }),
    undefined,
    'The certificate ended 3 days ago. Programs that use it show a warning to those who connect.',
  ],
  [
    'nobody has seen it',
    sampleCertificate({ health: 'not-protected', current: sampleVersion({ states: unseen }) }),
    undefined,
    'The certificate was not seen being served, so it protects nobody yet.',
  ],
])('the first line says how things stand when %s', (_, certificate, run, sentence) => {
  expect(standing(about, certificate, run, now, dates)).toBe(sentence)
})

const current = sampleVersion({ consumers: sampleVersion().consumers.map((consumer) => ({ ...consumer, trust: 'issuer' })) })
const forPractice = { ...about, practice: true }

test.each([
  [
    'a test authority’s',
    about,
    sampleCertificate({ current }),
    undefined,
    'Others do not trust this certificate: its authority is for tests. Valid until 12 February 2027. Renews by itself around 13 December.',
  ],
  [
    'the practice authority’s, whose root this program was given',
    forPractice,
    sampleCertificate(),
    undefined,
    'Others do not trust this certificate: it is for practice. Valid until 12 February 2027. Renews by itself around 13 December.',
  ],
  [
    'one that is being renewed',
    about,
    sampleCertificate({ health: 'working', current }),
    sampleRun(2),
    'Others do not trust this certificate: its authority is for tests. Renewing now. The certificate in use is valid until 12 February 2027.',
  ],
  [
    'one whose renewals fail',
    forPractice,
    sampleCertificate({ health: 'attention', current }),
    undefined,
    'Others do not trust this certificate: it is for practice. Valid until 12 February 2027, but the last renewals did not finish.',
  ],
])('a certificate that others do not trust is never called safe: %s', (_, whose, certificate, run, sentence) => {
  expect(standing(whose, certificate, run, now, dates)).toBe(sentence)
  expect(sentence).not.toMatch(/safe/i)
})
