import type { PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import { expect, test } from 'vitest'
import { preflightAnswer } from '#main/cli/waiting/look-first.ts'

const at = '2026-11-21T08:00:00.000Z'
const clear: PreflightReport = {
  ...{ startedAt: at, endedAt: at, names: ['intranet.example'], directories: ['https://ca.example/dir'], outlook: 'clear' },
  findings: [],
}
const silent: PreflightReport['findings'][number] = {
  ...{
    id: 'authority:https://ca.example/dir',
    group: 'authority',
    title: 'It can be reached.',
    status: 'failed',
    code: 'ACME_UNREACHABLE',
  },
  ...{ sentence: 'It does not answer.', nextStep: 'Wait.', evidence: [], obstacles: [], holdsUp: [], durationMs: 3 },
}
const textOf = ({ text }: { text: string | readonly string[] }) => [text].flat().join('\n')

test('an order with nothing in its way says so, and that nothing was ordered', () => {
  expect(textOf(preflightAnswer(clear))).toContain('Nothing stands in the way of this order. Nothing was ordered.')
  expect(preflightAnswer(clear).error).toBeUndefined()
})

test('an order that would fail ends with 1, and one that is only doubtful with 0', () => {
  const blocked = preflightAnswer({ ...clear, outlook: 'blocked', findings: [silent] })
  expect(blocked).toMatchObject({ exitCode: 1, error: { code: 'OBSTACLES_FOUND' } })
  const doubtful = preflightAnswer({ ...clear, outlook: 'doubtful', findings: [silent] })
  expect(doubtful.exitCode).toBeUndefined()
  expect(textOf(doubtful)).toContain('It does not answer.')
})
