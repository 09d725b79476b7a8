import { isNews, isOpen, operationStates, reportedStates } from '@mylzip/shared/domain/operation-states.policy.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'

it('a command only goes forward, and once it has ended nothing changes how', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...reportedStates)), (reports) => {
      let known: (typeof operationStates)[number] = 'queued'
      for (const reported of reports) {
        const before = known
        if (isNews(known, reported)) known = reported
        expect(operationStates.indexOf(known)).toBeGreaterThanOrEqual(operationStates.indexOf(before))
        if (!isOpen(before)) expect(known).toBe(before)
      }
    }),
  )
})

it('progress of what is running is news, a repeated arrival is not', () => {
  expect(isNews('running', 'running')).toBe(true)
  expect(isNews('delivered', 'delivered')).toBe(false)
  expect(isNews('queued', 'succeeded')).toBe(true)
})

it('what was given up can still be told how it ended, and nothing else', () => {
  expect(reportedStates.filter((state) => isNews('expired', state))).toEqual(['succeeded', 'failed'])
})
