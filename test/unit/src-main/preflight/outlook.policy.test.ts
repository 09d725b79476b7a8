import { expect, test } from 'vitest'
import { outlookOf } from '#main/preflight/outlook.policy.ts'

const [first, second] = ['https://ca.test/dir', 'https://other.test/dir']
const found = (id: string, status: 'ok' | 'warning' | 'failed' | 'skipped') => ({ id, status })

test.each([
  ['all well', [found('names', 'ok'), found('clock', 'skipped')], 'clear'],
  ['something worth a look', [found('names', 'ok'), found('clock', 'warning')], 'doubtful'],
  ['something that no authority changes', [found('managed', 'failed')], 'blocked'],
  [
    'the first authority is not there, the second is',
    [found(`authority:${first}`, 'failed'), found(`authority:${second}`, 'ok')],
    'doubtful',
  ],
  ['neither can be used, each for its own reason', [found(`authority:${first}`, 'failed'), found(`limits:${second}`, 'failed')], 'blocked'],
] as const)('%s', (_, findings, outlook) => {
  expect(outlookOf(findings, [first, second])).toBe(outlook)
})
