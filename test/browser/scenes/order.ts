import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import { authority } from '../../support/authority-samples.ts'
import { sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const snapshot = sampleSnapshot()
const letsEncrypt = 'https://acme-v02.api.letsencrypt.org/directory'

function found(id: string, change: Partial<Finding> = {}): Finding {
  return {
    ...{ id, group: 'certificates', title: id, status: 'ok', code: null, sentence: 'It is so.', nextStep: null },
    ...{ evidence: [], obstacles: [], holdsUp: [], durationMs: 7 },
    ...change,
  }
}

const well = [
  ...['names', 'organisation', 'licence', 'managed', 'key', 'store', 'proof'].map((id) => found(id)),
  ...['zone-servers:intranet.customer.example', 'caa:intranet.customer.example'].map((id) => found(id)),
  ...['authority', 'binding', 'profile', 'limits'].map((kind) => found(`${kind}:${letsEncrypt}`)),
  ...[found('cloud'), found('clock')],
]

const slowClock = found('clock', {
  ...{ status: 'warning', code: 'CLOCK_WRONG', sentence: 'This machine’s clock is 2 minutes behind.' },
  nextStep: 'Set this machine’s clock, best by switching on its synchronization.',
  evidence: [{ label: 'acme-v02.api.letsencrypt.org', value: 'says 2026-11-21T08:02:00.000Z, this machine 2026-11-21T08:00:00.000Z' }],
})

const noRecord = found('delegation:intranet.customer.example', {
  ...{ status: 'failed', code: 'DELEGATION_MISSING' },
  sentence:
    'The DNS has no record _acme-challenge.intranet.customer.example yet. It has to be a CNAME that leads to 0c9f4a7b.delegated.myl.zip.',
  nextStep: 'Have whoever manages the DNS add: _acme-challenge.intranet.customer.example. CNAME 0c9f4a7b.delegated.myl.zip.',
  evidence: [{ label: '_acme-challenge.intranet.customer.example', value: 'should be a CNAME of 0c9f4a7b.delegated.myl.zip: missing' }],
})

const skippedServers = found('zone-servers:intranet.customer.example', {
  ...{ status: 'skipped', sentence: 'Which servers answer for intranet.customer.example could not be found out from here.' },
})

const usualAuthority = { ...authority, directory: letsEncrypt, label: 'Let’s Encrypt' }
const profiles = [
  { name: 'classic', description: 'For programs of every age' },
  { name: 'shortlived', description: 'Six days' },
]

/** What an order can meet. */
export const orderScenes = {
  clear: {
    snapshot,
    authorities: [usualAuthority],
    offers: { authority: usualAuthority, profiles },
    looks: [{ outlook: 'clear', findings: well }],
  },
  doubtful: {
    snapshot,
    authorities: [usualAuthority],
    looks: [{ outlook: 'doubtful', findings: [...well.filter(({ id }) => id !== 'clock'), slowClock] }],
  },
  /** The record is there the second time. */
  blocked: {
    snapshot,
    authorities: [usualAuthority],
    delegation: ['missing', 'ready'],
    looks: [
      { outlook: 'blocked', findings: [noRecord, skippedServers, ...well.filter(({ id }) => !id.startsWith('zone-servers'))] },
      { outlook: 'clear', findings: [found('delegation:intranet.customer.example'), ...well] },
    ],
  },
  'set-by-organisation': {
    snapshot,
    authorities: [usualAuthority],
    offers: { authority: usualAuthority, profiles },
    policy: { version: 7, rules: { authorities: [letsEncrypt], profile: 'classic', keyType: 'p-256', exportableKeys: false } },
    looks: [{ outlook: 'clear', findings: well }],
  },
  unbound: {
    snapshot,
    authorities: [{ ...authority, directory: 'https://acme.zerossl.com/v2/DV90', label: 'ZeroSSL' }],
    offers: {
      authority: { ...authority, directory: 'https://acme.zerossl.com/v2/DV90', label: 'ZeroSSL' },
      ...{ needsBinding: true, account: null },
    },
  },
} satisfies Record<string, Script>
