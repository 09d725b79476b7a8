import { expect, test } from 'vitest'
import { commonNameOf, programsOf, urgencyOf } from '#renderer/features/certificates/certificate-row.policy.ts'
import { sampleCertificate, sampleVersion } from '../../../../support/samples.ts'

test.each([
  ['CN=Practice Intermediate 1, O=MyL.Zip practice', 'Practice Intermediate 1'],
  ["C=US, O=Let's Encrypt, CN=R11", 'R11'],
  ['CN=A\\, B, O=C', 'A, B'],
  ['O=Only An Organisation, C=DE', 'Only An Organisation'],
  ['serialNumber=7', 'serialNumber=7'],
  ['', ''],
])('the issuer "%s" is shown as "%s"', (full, short) => {
  expect(commonNameOf(full)).toBe(short)
})

test('a program that serves at two addresses is named once', () => {
  const [consumer] = sampleVersion().consumers
  const consumers = consumer === undefined ? [] : [consumer, { ...consumer, address: '[::1]:18443' }]
  expect(programsOf(sampleCertificate({ current: sampleVersion({ consumers }) }), [])).toEqual(['Device page'])
  expect(programsOf(sampleCertificate({ current: null }), [])).toEqual([])
})

test('what is broken comes before what needs somebody, and what is well comes last', () => {
  const health = (['protected', 'working', 'attention', 'not-protected'] as const).map((state) => sampleCertificate({ health: state }))
  expect(health.toSorted((one, other) => urgencyOf(one) - urgencyOf(other)).map((certificate) => certificate.health)).toEqual([
    'not-protected',
    'attention',
    'working',
    'protected',
  ])
})
