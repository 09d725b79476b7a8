import { nextStepOf, Refusal, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { CertificateUse, ChangePreview, EffectOnUse, UsedBy, UseEffect } from '@mylzip/shared/operations/consumers.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { certificateId, name, sampleCertificate, sampleNow, sampleRun, sampleSnapshot, sampleVersion } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

export const intranetId = '5f0c3f9e-0d5b-4a53-9d0e-6f6f6a3a8f02'
const intranet = 'intranet.acme.example'
const thumbprint = sampleVersion().thumbprint
const earlier = '1C'.repeat(20)
const timedOut = { script: 'sql-server/read', seconds: 60 }
const longWords = 'the intranet of the department of radiology and of everybody who works in the eastern building'

const use = (kind: CertificateUse['program']['kind'], label: string, change: Partial<CertificateUse> = {}): CertificateUse => ({
  program: { kind, place: label, label },
  thumbprint,
  address: null,
  certificate: { id: certificateId, name, version: 2 },
  subject: `CN=${name}`,
  notAfter: toTimestamp(sampleNow + 83 * day),
  standing: 'current',
  outlook: 'followed',
  target: { id: `${kind}:${intranetId}`, label },
  sentence: `${label} uses version 2 of the certificate of ${name}, and is told of each new one.`,
  nextStep: null,
  ...change,
})

const page = use('device-page', 'Device page', { address: '127.0.0.1:18443', target: { id: 'device-page', label: 'Device page' } })
const desktop = use('rdp', 'Remote Desktop', { address: '127.0.0.1:3389' })
const winrm = use('winrm', 'WinRM', {
  address: '127.0.0.1:5986',
  outlook: 'left-behind',
  target: null,
  sentence: `WinRM uses version 2 of the certificate of ${name}. No target is set up for it, so it goes on with this one (it ends on 2027-02-12).`,
  nextStep: `Set up a target for it (“mylzip targets add winrm ${name}”): then it is told of each new certificate.`,
})
const database = use('sql-server', 'SQL Server', {
  thumbprint: earlier,
  certificate: { id: certificateId, name, version: 1 },
  standing: 'older',
  outlook: 'ends-soon',
  notAfter: toTimestamp(sampleNow + 4 * day),
  target: null,
  sentence: `SQL Server still uses version 1 of the certificate of ${name}, although version 2 is there (it ends on 2026-11-25).`,
  nextStep: 'Set up a target for it (“mylzip targets add sql-server --help”): then it is told of each new certificate.',
})
const site = use('iis', 'IIS (Default Web Site *:443)', {
  thumbprint: '2D'.repeat(20),
  certificate: { id: intranetId, name: intranet, version: 3 },
  standing: 'missing',
  outlook: 'broken',
  sentence: `IIS (Default Web Site *:443) is set to version 3 of the certificate of ${intranet}, which is in the store no more: it cannot present it.`,
  nextStep: 'Have it told again: “mylzip targets apply "The intranet"”.',
})
const printer = use('http-sys', 'Windows’ HTTP server (0.0.0.0:8443)', {
  thumbprint: '3E'.repeat(20),
  certificate: null,
  subject: 'CN=printer.acme.example',
  standing: 'foreign',
  outlook: 'left-behind',
  target: null,
  sentence: 'Windows’ HTTP server (0.0.0.0:8443) uses CN=printer.acme.example, which is not managed here (it ends on 2027-02-12).',
})
const badge = use('http-sys', 'Windows’ HTTP server (0.0.0.0:9443)', {
  thumbprint: '4F'.repeat(20),
  certificate: null,
  subject: 'CN=badges.acme.example',
  notAfter: toTimestamp(sampleNow - 3 * day),
  standing: 'foreign',
  outlook: 'ended',
  target: null,
  sentence: 'Windows’ HTTP server (0.0.0.0:9443) uses CN=badges.acme.example, which is not managed here (it ended on 2026-11-18).',
})

const sight = {
  at: toTimestamp(sampleNow - 4_000),
  lookedAt: ['device-page', 'files', 'script', 'rdp', 'winrm', 'iis', 'http-sys', 'sql-server'] satisfies UsedBy['lookedAt'],
  unread: [],
}
const certificates = [sampleCertificate(), sampleCertificate({ id: intranetId, kind: 'ordered', names: [intranet] })]

function scene(uses: CertificateUse[], change: Partial<UsedBy> = {}, own: Certificate[] = certificates): Script {
  const seen: UsedBy = { ...sight, uses, ...change }
  return {
    snapshot: sampleSnapshot({ certificates: own, runs: [sampleRun(7)] }),
    usedBy: async () => seen,
    previewChange: async ({ certificateId: id, change: kind }): Promise<ChangePreview> => ({
      ...sight,
      unread: seen.unread,
      change: kind,
      effects: uses.filter(({ certificate }) => certificate?.id === id).map((each) => effectOf(each, kind)),
    }),
  }
}

function effectOf(each: CertificateUse, change: ChangePreview['change']): EffectOnUse {
  const [effect, does]: [UseEffect, string] =
    change === 'renew'
      ? each.target === null
        ? ['stays', 'goes on with the old one, because no target is set up for it.']
        : ['switches', 'is told to use the new certificate, and looked at for whether it presents it.']
      : change === 'forget'
        ? ['stays', 'goes on with what it has, and is told of no other.']
        : change === 'revoke'
          ? each.certificate?.version === 2
            ? ['distrusted', 'goes on with version 2, which clients refuse that ask whether it was revoked.']
            : ['untouched', 'uses version 1, to which nothing happens.']
          : ['loses', 'loses its certificate: it cannot present it any more.']
  return { use: each, effect, sentence: `${each.program.label} ${does}`, nextStep: null }
}

const many = Array.from({ length: 40 }, (_, index) =>
  use('iis', `IIS (site ${String(index + 1).padStart(2, '0')} *:443)`, {
    address: `site-${index + 1}.acme.example:443`,
    ...(index % 7 === 3 && { outlook: 'left-behind', target: null }),
  }),
)

/** What the map of programs and certificates can look like. */
export const usedByScenes = {
  'used-by': scene([page, desktop, winrm, database, site, printer, badge]),
  'used-by-none': scene([], {}, [sampleCertificate()]),
  'used-by-nothing-managed': scene([printer], {}, []),
  'used-by-unread': scene([page], {
    unread: [
      {
        what: 'SQL Server',
        code: 'POWERSHELL_TIMED_OUT',
        sentence: sentenceOf('POWERSHELL_TIMED_OUT', timedOut),
        nextStep: nextStepOf('POWERSHELL_TIMED_OUT', timedOut),
      },
    ],
  }),
  'used-by-40': scene(many, {}, [sampleCertificate()]),
  'used-by-long-names': scene(
    [use('iis', `IIS (${longWords} *:443)`, { address: `${'a'.repeat(63)}.${'b'.repeat(63)}.acme.example:443` })],
    {},
    [sampleCertificate({ names: [`${'a'.repeat(63)}.${'b'.repeat(63)}.acme.example`] })],
  ),
  'used-by-failed': {
    ...scene([]),
    usedBy: () => Promise.reject(new Refusal('DEFECT', { reference: '7c1f0b0e' })),
  },
} satisfies Record<string, Script>
