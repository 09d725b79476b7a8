import type { DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import { expect, test } from 'vitest'
import { doctorAnswer, ticketAnswer } from '#main/cli/commands/doctor.ts'

const at = '2026-11-21T08:00:00.000Z'
const well: DoctorReport = { startedAt: at, endedAt: at, addresses: ['192.168.7.23'], findings: [], failures: [] }
const filtered: DoctorReport = {
  ...well,
  findings: [
    {
      id: 'interception',
      group: 'network',
      title: 'Nobody reads along.',
      status: 'failed',
      code: 'ACME_TLS_UNTRUSTED',
      sentence: 'The certificate shown there was issued by Fortinet.',
      nextStep: 'Ask.',
      evidence: [{ label: 'TLS', value: 'issued by Fortinet' }],
      obstacles: [
        { from: '192.168.7.23', host: 'ca.example', port: 443, protocol: 'HTTPS', what: 'a filter', allow: 'HTTPS to ca.example' },
      ],
      holdsUp: [],
      durationMs: 3,
    },
  ],
  failures: [
    {
      certificateId: '0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a01',
      name: 'desk.example',
      code: 'ACME_TLS_UNTRUSTED',
      sentence: 'Not trusted.',
      at,
      nextAttemptAt: null,
      explainedBy: ['interception'],
    },
  ],
}
const textOf = ({ text }: { text: string | readonly string[] }) => [text].flat().join('\n')

test('a failure is told together with what explains it, and where the ticket is', () => {
  const answer = doctorAnswer(filtered)
  expect(textOf(answer)).toContain(
    'The last try for desk.example failed: Not trusted.\n    Because: The certificate shown there was issued by Fortinet.',
  )
  expect(textOf(answer)).toContain('--ticket')
  expect(answer.json).toMatchObject({ ticket: expect.stringContaining('HTTPS to ca.example') })
})

test('a failure that nothing explains any more says so', () => {
  const [failure] = filtered.failures
  const answer = doctorAnswer({ ...well, failures: failure ? [{ ...failure, explainedBy: [] }] : [] })
  expect(textOf(answer)).toContain('not to be seen any more')
  expect(textOf(answer)).not.toContain('--ticket')
})

test('what was left out is one line, however much it is', () => {
  const [finding] = filtered.findings
  const skipped = ['proxy', 'caa:a.example', 'caa:b.example', 'ipv6'].flatMap((id) =>
    finding ? [{ ...finding, id, status: 'skipped' as const, code: null, nextStep: null, evidence: [], obstacles: [] }] : [],
  )
  const lines = textOf(doctorAnswer({ ...filtered, findings: [...filtered.findings, ...skipped] })).split('\n')
  expect(lines.filter((line) => /left out/i.test(line))).toEqual([
    '– Left out, because nothing here needs it (4): proxy, caa, ipv6',
    '5 things looked at: 1 failed, 4 left out.',
  ])
})

test('the ticket stands alone, so that it can be handed on', () => {
  expect(textOf(ticketAnswer(filtered))).toMatch(/^MyL\.Zip SSL on 192\.168\.7\.23 /)
  expect(ticketAnswer(well).json).toEqual({ report: well, ticket: null })
  // It was asked for and written, whatever was found: the exit code of “doctor” alone says that something stands in the way.
  expect(ticketAnswer(filtered)).not.toHaveProperty('exitCode')
  expect(doctorAnswer(filtered).exitCode).toBe(1)
})

test('one thing is told as one', () => {
  const [finding] = filtered.findings
  const { text, error } = doctorAnswer({ ...filtered, findings: finding ? [finding] : [] })
  expect(textOf({ text })).toContain('1 thing looked at: 1 failed.')
  expect(error?.sentence).toBe('Something stands in the way: 1 of the things looked at is not as it must be.')
})
