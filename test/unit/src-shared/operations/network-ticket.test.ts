import type { DoctorReport, Finding, Obstacle } from '@mylzip/shared/operations/doctor.ts'
import { networkTicket } from '@mylzip/shared/operations/network-ticket.policy.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const at = '2026-11-21T08:00:00.000Z'
const obstacle: Obstacle = {
  from: '192.168.7.23',
  host: 'ca.example',
  port: 443,
  protocol: 'HTTPS',
  what: 'the certificate shown there was issued by Fortinet CA (SELF_SIGNED_CERT_IN_CHAIN)',
  allow: 'HTTPS to ca.example, port 443 (TCP), uninspected',
}
const finding = (change: Partial<Finding> = {}): Finding => ({
  id: 'interception',
  group: 'network',
  title: 'Nobody reads or answers encrypted connections on the way.',
  status: 'failed',
  code: 'ACME_TLS_UNTRUSTED',
  sentence: 'The connection is not trusted.',
  nextStep: 'Ask.',
  evidence: [{ label: 'TLS', value: 'TLSv1.3, issued by Fortinet CA' }],
  obstacles: [obstacle],
  holdsUp: [],
  durationMs: 12,
  ...change,
})
const report = (change: Partial<DoctorReport> = {}): DoctorReport => ({
  startedAt: at,
  endedAt: at,
  addresses: ['192.168.7.23'],
  findings: [finding()],
  failures: [],
  ...change,
})

test('a network without obstacles needs no ticket', () => {
  expect(networkTicket(report({ findings: [finding({ status: 'ok', obstacles: [] })] }))).toBeUndefined()
})

test('a ticket says from where to where, what happens, what to allow, and the evidence', () => {
  expect(networkTicket(report())).toBe(`MyL.Zip SSL on 192.168.7.23 cannot work as it should, because the network stands in the way.
Seen at 2026-11-21T08:00:00.000Z (UTC). Please allow:

1. HTTPS to ca.example, port 443 (TCP), uninspected
   From:     192.168.7.23
   To:       ca.example, port 443 (HTTPS)
   Now:      the certificate shown there was issued by Fortinet CA (SELF_SIGNED_CERT_IN_CHAIN)
   Finding:  The connection is not trusted. [ACME_TLS_UNTRUSTED]
   Evidence:
     - TLS: TLSv1.3, issued by Fortinet CA
`)
})

test('a way that several checks met is asked for once, and names the certificates that depend on it', () => {
  const holdsUp = ['k7f3q9.acme.myl.test']
  const failure = {
    certificateId: '0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a01',
    name: 'failed-for-another-reason.test',
    code: 'ACME_NAME_REFUSED',
  } as const
  const failures = [{ ...failure, sentence: '', at, nextAttemptAt: null, explainedBy: [] }]
  const text = networkTicket(report({ findings: [finding({ holdsUp }), finding({ id: 'authority:x', holdsUp })], failures })) ?? ''
  expect(text.match(/From:/g)).toHaveLength(1)
  expect(text).toContain('renewed: k7f3q9.acme.myl.test\n')
  expect(text).not.toContain('failed-for-another-reason')
})

test('nobody is asked to open a way within this machine', () => {
  const within = ['127.0.0.1', '127.0.0.53', '::1', 'localhost', 'ca.localhost'].map((host) => ({ ...obstacle, host }))
  expect(networkTicket(report({ findings: [finding({ obstacles: within, holdsUp: ['a.test'] })] }))).toBeUndefined()
  const text = networkTicket(report({ findings: [finding({ obstacles: [...within, obstacle] })] })) ?? ''
  expect(text.match(/To: .*/g)).toEqual(['To:       ca.example, port 443 (HTTPS)'])
})

test('what only deserves a look is not called a standstill, and the gravest finding of a way is the one that is told', () => {
  const slow = finding({ status: 'warning', code: 'CHECK_UNFINISHED' })
  expect(networkTicket(report({ findings: [slow] }))).toMatch(/^MyL\.Zip SSL on 192\.168\.7\.23 works, and something in the network/)
  const both = networkTicket(report({ findings: [slow, finding()] })) ?? ''
  expect(both).toContain('cannot work as it should')
  expect(both).toContain('[ACME_TLS_UNTRUSTED]')
})

test('every obstacle’s host is in the ticket, whatever it is called', () => {
  const hosts = fc.uniqueArray(fc.domain(), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(hosts, (names) => {
      const text = networkTicket(report({ findings: [finding({ obstacles: names.map((host) => ({ ...obstacle, host })) })] })) ?? ''
      return names.every((host) => text.includes(`To:       ${host}, port 443`))
    }),
  )
})
