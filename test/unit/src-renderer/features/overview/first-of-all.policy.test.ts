import { expect, test } from 'vitest'
import { firstOfAll, inNeed } from '#renderer/features/overview/first-of-all.policy.ts'
import { sampleCertificate } from '../../../../support/samples.ts'

const own = sampleCertificate({ id: 'own', kind: 'device' })
const well = sampleCertificate({ id: 'well', kind: 'ordered' })
const working = sampleCertificate({ id: 'working', kind: 'ordered', health: 'working' })
const needy = sampleCertificate({ id: 'needy', kind: 'ordered', health: 'attention' })
const broken = sampleCertificate({ id: 'broken', kind: 'ordered', health: 'not-protected' })

test('the overview begins with the certificate the device is known by, however others stand', () => {
  expect(firstOfAll([broken, well, own])).toBe(own)
})

test('where the device has none of its own, it begins with the one that needs somebody most', () => {
  expect(firstOfAll([well, needy, broken, working])).toBe(broken)
  expect(firstOfAll([])).toBeUndefined()
})

test('what needs somebody is told, the worst first; what is well or being worked on is not', () => {
  expect(inNeed([well, needy, working, broken, own])).toEqual([broken, needy])
})
