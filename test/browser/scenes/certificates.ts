import { day, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { sampleChain, samplePastVersion } from '../../support/sample-history.ts'
import { interceptedFailure, sampleCertificate, sampleNow, sampleRun, sampleSnapshot, sampleVersion } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'
import { scenes } from '../scenes.ts'

const idOf = (number: number) => `5f0c3f9e-0d5b-4a53-9d0e-${String(number).padStart(12, '0')}`

/** A certificate that was ordered for one of many machines. */
const ordered = (number: number, change: Partial<Certificate> = {}): Certificate =>
  sampleCertificate({
    id: idOf(number),
    kind: 'ordered',
    names: [`host-${number}.intranet.example`],
    current: sampleVersion({
      notAfter: toTimestamp(sampleNow + (10 + (number % 80)) * day),
      issuer: number % 2 === 0 ? 'CN=R11, O=Let’s Encrypt, C=US' : 'CN=Practice Intermediate 1, O=MyL.Zip practice',
      states: { ...sampleVersion().states, bound: null, verified: null },
      consumers: [],
    }),
    ...change,
  })

const given = [{ at: toTimestamp(sampleNow - 2 * day), format: 'pfx', protection: 'locked' as const }]

const several = [
  sampleCertificate(),
  ordered(1, { health: 'attention', failure: interceptedFailure, names: ['intranet.example', 'wiki.example', '*.apps.example'] }),
  ordered(2, { health: 'working', current: null, renewal: null, names: ['new.example'] }),
  ordered(3, { names: ['mail.example'] }),
]

export const certificateScenes = {
  several: { snapshot: sampleSnapshot({ certificates: several, runs: [sampleRun(2, { certificateId: idOf(2), reason: 'first' })] }) },
  /** Its history is a long one. */
  travelled: {
    snapshot: sampleSnapshot({ certificates: [sampleCertificate({ current: sampleVersion({ number: 3 }) })] }),
    versions: [
      samplePastVersion({ number: 3, key: { origin: 'made-here', since: toTimestamp(sampleNow - 18 * day), exports: given, backups: 2 } }),
      samplePastVersion({
        number: 2,
        inUse: false,
        revokedAt: toTimestamp(sampleNow - 18 * day),
        revocationReason: 'superseded',
        key: { origin: 'brought', since: toTimestamp(sampleNow - 90 * day), exports: [], backups: 0 },
      }),
    ],
    chain: sampleChain({
      root: null,
      links: sampleChain()
        .links.slice(0, 2)
        .map((link) => ({ ...link, trusted: false })),
    }),
  },
  /** Its key was made an hour ago. */
  fresh: {
    snapshot: sampleSnapshot(),
    versions: [
      samplePastVersion({
        notBefore: toTimestamp(sampleNow - hour),
        key: { origin: 'made-here', since: toTimestamp(sampleNow - hour), exports: [], backups: 0 },
      }),
    ],
  },
  'set-by-organisation': {
    snapshot: sampleSnapshot({ certificates: [sampleCertificate({ setByOrganisation: ['authorities', 'profile', 'exportable'] })] }),
  },
  many: {
    snapshot: sampleSnapshot({ certificates: [sampleCertificate(), ...Array.from({ length: 499 }, (_, index) => ordered(index + 1))] }),
  },
  empty: { snapshot: sampleSnapshot({ certificates: [] }) },
  long: scenes['long-names'],
} satisfies Record<string, Script>
