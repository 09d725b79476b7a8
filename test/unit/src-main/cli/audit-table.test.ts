import { auditSentence } from '@mylzip/shared/domain/audit-actions.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { expect, test } from 'vitest'
import { auditTable } from '#main/cli/output/audit-table.ts'

function entry(seq: number, action: string, subject: string, detail = {}): Activity {
  const sentence = auditSentence(action, subject, detail)
  return { seq, at: '2026-11-03T10:00:00.000Z', actor: 'agent', action, subject, sentence, detail }
}

test('each entry of the audit log names the certificate or the authority that it is about', () => {
  const lines = auditTable(
    [
      entry(4, 'key-made', 'intranet.example'),
      entry(3, 'account-key-changed', 'https://ca.example/directory'),
      entry(2, 'run-started', 'www.example', { reason: 'age' }),
      entry(1, 'agent-started', 'browser', { version: '1.2.3' }),
    ],
    undefined,
  )
  expect(lines[0]).toMatch(/^Entry +When +Of +What$/)
  expect(lines[1]).toMatch(/ intranet\.example +A private key was made/)
  expect(lines[2]).toMatch(/ https:\/\/ca\.example\/directory +The account/)
  expect(lines[3]).toMatch(/ www\.example +Work on the certificate began/)
  expect(lines[4]).not.toContain('browser')
})
