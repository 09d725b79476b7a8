import { expect, test } from 'vitest'
import { renewalWhy } from '#renderer/features/overview/renewal-why.policy.ts'
import { sampleCertificate, sampleNow, sampleVersion } from '../../../../support/samples.ts'

const at = new Date(sampleNow).toISOString()
const pressing = (current = sampleVersion()) => renewalWhy(sampleCertificate({ current, renewal: { at, reason: 'emergency' } }))

test('a renewal that presses says why: only for an end that is near that the end is near', () => {
  expect(pressing()).toBe('as soon as possible: the end is near')
  expect(pressing(sampleVersion({ keyCustody: 'lost' }))).toBe('as soon as possible: its private key is lost')
  expect(pressing(sampleVersion({ revokedAt: at }))).toBe('as soon as possible: it was revoked')
  expect(renewalWhy(sampleCertificate())).toBe('when the certificate authority suggests')
  expect(renewalWhy(sampleCertificate({ renewal: null }))).toBeUndefined()
})
