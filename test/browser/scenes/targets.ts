import { targetKinds } from '@mylzip/shared/domain/deploy-targets.ts'
import { nextStepOf, Refusal, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { day, hour, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { OfferedKind, Target, TargetTest } from '@mylzip/shared/operations/targets.ts'
import type { Consumer, Failure } from '@mylzip/shared/operations/values.ts'
import { certificateId, sampleCertificate, sampleNow, sampleRun, sampleSnapshot, sampleVersion } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const idOf = (number: number) => `7c1f0b0e-5a0e-4d0e-9a53-${String(number).padStart(12, '0')}`
const ago = (ms: number) => toTimestamp(sampleNow - ms)
const { thumbprint } = sampleVersion()
const earlier = '1C'.repeat(20)

const consumer = (label: string, address: string, change: Partial<Consumer> = {}): Consumer => ({
  target: label,
  label,
  address,
  boundAt: ago(18 * day),
  verifiedAt: ago(3 * hour),
  trust: 'root',
  failure: null,
  ...change,
})

function target(number: number, label: string, settings: unknown, change: Partial<Target> = {}): Target {
  const read = TargetSettings.parse(settings)
  return {
    id: idOf(number),
    certificateId,
    kind: read.kind,
    label,
    settings: read,
    hiddenArguments: 0,
    hasPassword: false,
    createdAt: ago(30 * day),
    foundThumbprint: null,
    rolledBackFrom: null,
    before: { version: { number: 1, notAfter: toTimestamp(sampleNow + 9 * day) }, found: false },
    stays: [`${label} goes on presenting the certificate that it has, until that ends.`],
    allowed: true,
    consumer: consumer(label, '127.0.0.1:443'),
    ...change,
  }
}

const refused = { target: 'The intranet', address: '127.0.0.1:8443', reason: 'ECONNREFUSED' }
const failure: Failure = {
  code: 'PROOF_NOT_REACHED',
  sentence: sentenceOf('PROOF_NOT_REACHED', refused),
  nextStep: nextStepOf('PROOF_NOT_REACHED', refused),
  data: refused,
  at: ago(8 * minute),
  nextAttemptAt: toTimestamp(sampleNow + 52 * minute),
}

const oneOfEach: Target[] = [
  target(1, 'Remote Desktop', { kind: 'rdp' }, { consumer: consumer('Remote Desktop', '127.0.0.1:3389'), foundThumbprint: earlier }),
  target(2, 'Default Web Site in IIS', { kind: 'iis', site: 'Default Web Site', hostName: 'intranet.acme.example' }),
  target(3, 'Windows Remote Management at port 5986', { kind: 'winrm' }, { consumer: null }),
  target(
    4,
    'http.sys at printers.acme.example:443',
    { kind: 'http-sys', hostName: 'printers.acme.example' },
    { rolledBackFrom: 2, consumer: null },
  ),
  target(5, 'SQL Server', { kind: 'sql-server', restart: true }, { allowed: false }),
  target(
    6,
    'The files in /etc/mail/tls',
    {
      kind: 'files',
      folder: '/etc/mail/tls',
      files: [
        { content: 'fullchain', name: 'mail.pem' },
        { content: 'pfx', name: 'mail.pfx' },
      ],
    },
    {
      hasPassword: true,
      foundThumbprint: earlier,
      before: { version: { number: 1, notAfter: toTimestamp(sampleNow + 9 * day) }, found: true },
      stays: ['The files stay in /etc/mail/tls and are not renewed any more: mail.pem, mail.pfx.'],
      consumer: consumer('The files in /etc/mail/tls', '/etc/mail/tls', { trust: null }),
    },
  ),
  target(
    7,
    'The intranet',
    { kind: 'script', program: '/usr/local/sbin/give-intranet', seenAt: { host: '127.0.0.1', port: 8443 } },
    { consumer: consumer('The intranet', '127.0.0.1:8443', { verifiedAt: null, trust: null, failure }) },
  ),
]

/** Of the scene with one of each kind: the one that works and has something to go back to, and the one that failed. */
export const targetIds = [idOf(6), idOf(7)] as const

const offered: OfferedKind[] = targetKinds.map((kind) => ({ kind, name: kind, here: kind === 'files' || kind === 'script', allowed: true }))

const seen: TargetTest = {
  label: 'The files in /etc/web/tls',
  bound: null,
  wanted: thumbprint,
  changes: [
    '/etc/web/tls/fullchain.pem is written, with the certificate and its chain.',
    '/etc/web/tls/privkey.pem is written, with the private key.',
  ],
  seen: null,
  trust: null,
  problem: null,
}

const scene = (targets: Target[], change: Partial<Script> = {}): Script => ({
  snapshot: sampleSnapshot({ certificates: [sampleCertificate()], runs: [sampleRun(7)] }),
  targets,
  offered,
  tryTarget: async () => seen,
  changeTarget: async () => ({ ...(targets[0] ?? target(6, 'The files in /etc/web/tls', filesSettings)) }),
  ...change,
})

const filesSettings = { kind: 'files', folder: '/etc/web/tls', files: [{ content: 'fullchain', name: 'fullchain.pem' }] }

const longLabel = 'The web server of the department of radiology and of everybody who works in the eastern building, second floor'

/** What the programs that are set up can look like. */
export const targetScenes = {
  targets: scene(oneOfEach),
  none: scene([]),
  'organisation-forbids': scene([], {
    offered: offered.map((kind) => ({ ...kind, allowed: kind.kind !== 'files' && kind.kind !== 'script' })),
    changeTarget: () => Promise.reject(new Refusal('SET_BY_ORGANISATION', { what: 'deploy targets', value: 'rdp', version: 4 })),
  }),
  'plan-without': scene([], {
    changeTarget: () =>
      Promise.reject(
        new Refusal('LICENCE_REQUIRED', { feature: 'all programs and servers a certificate can be given to', plan: 'Premium' }),
      ),
  }),
  '40': scene(
    Array.from({ length: 40 }, (_, index) =>
      target(
        100 + index,
        `Site ${String(index + 1).padStart(2, '0')} in IIS`,
        { kind: 'iis', site: `Site ${index + 1}`, hostName: `site-${index + 1}.acme.example` },
        {
          consumer: consumer(
            `Site ${index + 1}`,
            `site-${index + 1}.acme.example:443`,
            index % 9 === 4 ? { verifiedAt: null, failure } : {},
          ),
        },
      ),
    ),
  ),
  'long-names': scene([
    target(
      1,
      longLabel,
      { kind: 'iis', site: longLabel },
      { consumer: consumer(longLabel, `${'a'.repeat(63)}.${'b'.repeat(63)}.example:443`) },
    ),
  ]),
} satisfies Record<string, Script>
