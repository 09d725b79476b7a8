import { second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CheckHead, DoctorEvent, DoctorReport, Finding } from '@mylzip/shared/operations/doctor.ts'
import { certificateId, name, sampleNow, sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const check = (id: string, group: CheckHead['group'], title: string): CheckHead => ({ id, group, title })

const checks = {
  network: check('network', 'network', 'This machine is connected to a network.'),
  proxy: check('proxy', 'network', 'The proxy lets certificates through.'),
  interception: check('interception', 'network', 'Nobody reads along on the way to https://ca.example.'),
  resolver: check('resolver', 'dns', 'Names are found in the DNS.'),
  ipv6: check('ipv6', 'dns', 'IPv6 leads where IPv4 does.'),
  authority: check('authority:https://ca.example/directory', 'authority', 'The certificate authority at ca.example answers.'),
  clock: check('clock', 'clock', 'The clock of this machine is right.'),
  disk: check('disk-space', 'data', 'There is room on the disk.'),
}

export const found = (head: CheckHead, change: Partial<Finding> = {}): Finding => ({
  ...head,
  status: 'ok',
  code: null,
  sentence: head.title,
  nextStep: null,
  evidence: [{ label: 'address', value: '192.168.7.23' }],
  obstacles: [],
  holdsUp: [],
  durationMs: 31,
  ...change,
})

const intercepted = found(checks.interception, {
  status: 'failed',
  code: 'ACME_TLS_UNTRUSTED',
  sentence: 'Something between this device and ca.example answers in its place: the certificate shown there was issued by Fortinet CA.',
  nextStep: 'Ask whoever runs the network to let ca.example through without inspection.',
  evidence: [
    { label: 'issuer', value: 'CN=Fortinet CA SN 4711' },
    { label: 'expected', value: 'a public authority' },
  ],
  obstacles: [
    {
      from: '192.168.7.23',
      host: 'ca.example',
      port: 443,
      protocol: 'HTTPS',
      what: 'answered by a filter',
      allow: 'HTTPS to ca.example without inspection',
    },
  ],
  holdsUp: [name],
})
const lowDisk = found(checks.disk, {
  status: 'warning',
  code: 'DISK_FULL',
  sentence: 'Only 300 MB are left on the disk that certificates lie on.',
  nextStep: 'Make room there.',
  evidence: [{ label: 'free', value: '300 MB' }],
})
const noProxy = found(checks.proxy, { status: 'skipped', sentence: 'No proxy is set here.', evidence: [] })

const report = (findings: Finding[], failures: DoctorReport['failures'] = []): DoctorReport => ({
  startedAt: toTimestamp(sampleNow - 4 * second),
  endedAt: toTimestamp(sampleNow),
  addresses: ['192.168.7.23'],
  findings,
  failures,
})

const wellFindings = Object.values(checks).map((head) => (head === checks.proxy ? noProxy : found(head)))
const troubled = [
  intercepted,
  noProxy,
  ...[checks.network, checks.resolver, checks.ipv6, checks.authority, checks.clock].map((head) => found(head)),
  lowDisk,
]
const failures: DoctorReport['failures'] = [
  {
    certificateId,
    name,
    code: 'ACME_TLS_UNTRUSTED',
    sentence: 'Another program answered in place of the certificate authority.',
    at: toTimestamp(sampleNow - 600 * second),
    nextAttemptAt: null,
    explainedBy: ['interception'],
  },
]

const begun: DoctorEvent = { type: 'begun', checks: Object.values(checks) }
async function* events(findings: Finding[], failed: DoctorReport['failures'] = []): AsyncGenerator<DoctorEvent> {
  yield begun
  for (const finding of findings) yield { type: 'finding', finding }
  yield { type: 'report', report: report(findings, failed) }
}

/** Some of it is there; the rest does not come before it is stopped. */
async function* halfWay(signal: AbortSignal): AsyncGenerator<DoctorEvent> {
  yield begun
  for (const finding of [found(checks.network), intercepted, noProxy]) yield { type: 'finding', finding }
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

/** What the doctor can meet, by name. */
export const doctorScenes = {
  well: { snapshot: sampleSnapshot(), doctor: () => events(wellFindings) },
  troubled: { snapshot: sampleSnapshot(), doctor: () => events(troubled, failures) },
  'half-way': { snapshot: sampleSnapshot(), doctor: halfWay },
} satisfies Record<string, Script>
