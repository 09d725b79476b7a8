import { expect, test } from 'vitest'
import { occasionOf } from '#renderer/agent/occasion.policy.ts'
import { sampleCertificate, sampleVersion } from '../../../support/samples.ts'

const certificate = sampleCertificate({ health: 'protected', current: sampleVersion({ number: 1 }) })

test('a push that changes nothing of what programs use is no occasion to ask them anew', () => {
  expect(occasionOf([structuredClone(certificate)])).toBe(occasionOf([certificate]))
})

test('another version, another health and another certificate are one', () => {
  const before = occasionOf([certificate])
  expect(occasionOf([{ ...certificate, current: sampleVersion({ number: 2 }) }])).not.toBe(before)
  expect(occasionOf([{ ...certificate, health: 'attention' }])).not.toBe(before)
  expect(occasionOf([certificate, certificate])).not.toBe(before)
  expect(occasionOf([])).not.toBe(before)
})
