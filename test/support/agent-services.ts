import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { runSteps } from '@mylzip/shared/domain/run-steps.ts'
import type { DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import type { PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import type { ProxyView } from '@mylzip/shared/operations/proxy.ts'
import type { TargetPreview } from '@mylzip/shared/operations/targets.ts'
import type { Activity, Certificate, Device, Run, Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'
import { authority, authorityLook } from './authority-samples.ts'
import { backupContents } from './backup-samples.ts'
import { freeLicence } from './licences.ts'
import { sampleDiagnostics } from './sample-diagnostics.ts'
import { sampleChain, samplePastVersion } from './sample-history.ts'
import { target } from './sample-target.ts'
import { noTokens, sampleToken } from './sample-token.ts'

export const certificateId = '0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a01'
export const runId = '5a0e7c1f-0b0e-4d0e-8a53-1c1f6f1d0a02'
const at = '2026-11-21T08:00:00.000Z'

export const device: Device = {
  deviceId: 'k7f3q9',
  name: 'k7f3q9.acme.myl.test',
  team: 'Acme',
  cloud: 'http://127.0.0.1:4000/',
  enrolledAt: at,
  lanAddresses: { publish: false, published: [], resolution: null },
  devicePage: { url: 'https://k7f3q9.acme.myl.test:8443/', openToLan: false },
}

export const certificate: Certificate = {
  id: certificateId,
  names: [device.name],
  directory: 'https://127.0.0.1:14000/dir',
  profile: null,
  kind: 'device',
  fallbackDirectories: [],
  keyType: 'rsa-2048',
  keyUse: 'new',
  exportable: true,
  preferredChain: null,
  proof: { via: 'automatic' },
  setByOrganisation: [],
  health: 'protected',
  current: {
    number: 1,
    serial: '0A1B2C',
    thumbprint: 'AB'.repeat(20),
    issuer: 'CN=Practice Intermediate',
    directory: 'https://127.0.0.1:14000/dir',
    notBefore: at,
    notAfter: '2027-02-19T08:00:00.000Z',
    states: { issued: at, installed: at, bound: at, verified: at },
    store: { kind: 'directory', location: '/var/lib/store', keyLocation: '/var/lib/store/privkey.pem' },
    keyCustody: 'sealed',
    revokedAt: null,
    consumers: [],
  },
  renewal: { at: '2027-01-20T08:00:00.000Z', reason: 'ari-window' },
  failure: null,
}

const preview: TargetPreview = { label: target.label, bound: null, wanted: 'AB'.repeat(20), changes: ['The script is run.'] }

export const run: Run = {
  id: runId,
  certificateId,
  reason: 'asked',
  status: 'succeeded',
  startedAt: at,
  endedAt: at,
  steps: runSteps.map((step) => ({ step, status: 'done', startedAt: at, endedAt: at })),
  acmeRequests: 7,
  failure: null,
}

export const activity: Activity = {
  seq: 1,
  at,
  actor: 'agent',
  action: 'certificate.verified',
  subject: device.name,
  sentence: 'The certificate was seen being served.',
  detail: {},
}

export const snapshot: Snapshot = {
  about: { version: '0.1.0', mode: 'user', dataFolder: '/var/lib/mylzip', directory: certificate.directory, practice: true },
  device,
  certificates: [certificate],
  pause: null,
  runs: [run],
  activity: [activity],
}

export const preflightReport: PreflightReport = {
  ...{ startedAt: at, endedAt: at, names: ['intranet.example'], directories: ['https://127.0.0.1:14000/dir'] },
  outlook: 'clear',
  findings: [],
}

const proxyView: ProxyView = { use: 'system', own: null, ways: [{ url: 'https://cloud.myl.test', proxy: null }], byOrganisation: false }
export const doctorReport: DoctorReport = { startedAt: at, endedAt: at, addresses: ['192.0.2.7'], findings: [], failures: [] }

export interface AgentDouble {
  services: AgentServices
  /** The operations that reached the agent, as `renewals.renewNow`. */
  calls: string[]
  /** Told to everyone who watches. */
  announce(event: StateEvent): void
  /** How many watch at the moment. */
  watchers(): number
}

/** An agent of fixed facts behind the port the doors see: right certificate and run, refusals for any other. */
export function createAgentDouble(changes: { [Group in keyof AgentServices]?: Partial<AgentServices[Group]> } = {}): AgentDouble {
  const calls: string[] = []
  const watchers = new Set<(event: StateEvent) => void>()
  const answer = async <Value>(operation: string, value: Value): Promise<Value> => {
    calls.push(operation)
    return value
  }
  const ofKnown = async <Value>(id: string, operation: string, value: Value): Promise<Value> => {
    if (id !== certificateId) throw new Refusal('CERTIFICATE_NOT_FOUND', { certificateId: id })
    return answer(operation, value)
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<StateEvent> {
    calls.push('state.watch')
    const waiting: StateEvent[] = [{ type: 'snapshot', snapshot }]
    let wake = () => {}
    const hear = (event: StateEvent) => {
      waiting.push(event)
      wake()
    }
    const leave = () => wake()
    watchers.add(hear)
    signal.addEventListener('abort', leave)
    try {
      while (!signal.aborted) {
        const event = waiting.shift()
        if (event) yield event
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      watchers.delete(hear)
    }
  }

  const services: AgentServices = {
    state: { get: () => answer('state.get', snapshot), watch },
    certificates: {
      list: () => answer('certificates.list', [certificate]),
      get: (id) => ofKnown(id, 'certificates.get', certificate),
      versions: (id) => ofKnown(id, 'certificates.versions', [samplePastVersion()]),
      chain: (id) => ofKnown(id, 'certificates.chain', sampleChain()),
      export: ({ certificateId: id }) =>
        ofKnown(id, 'certificates.export', {
          content: 'AAAA',
          fileName: `${device.name}.pfx`,
          mediaType: 'application/x-pkcs12',
          oneTimePassword: null,
        }),
      importBundle: () => answer('certificates.importBundle', { certificateId, names: certificate.names, expired: false }),
      revoke: ({ certificateId: id }) => ofKnown(id, 'certificates.revoke', { version: 1, signedBy: 'account', runId }),
      configure: ({ certificateId: id }) => ofKnown(id, 'certificates.configure', certificate),
      forget: ({ certificateId: id }) => ofKnown(id, 'certificates.forget', { forgotten: true as const, left: [] }),
      order: () => answer('certificates.order', { certificateId, runId }),
      preflight: async function* () {
        calls.push('certificates.preflight')
        yield { type: 'report', report: preflightReport }
      },
      preflightReport: () => answer('certificates.preflightReport', preflightReport),
    },
    consumers: {
      list: () => answer('consumers.list', { at, lookedAt: ['device-page'], unread: [], uses: [] }),
      preview: ({ certificateId: id, change }) =>
        ofKnown(id, 'consumers.preview', { at, lookedAt: ['device-page' as const], unread: [], change, effects: [] }),
    },
    proofs: {
      addDnsServer: () => answer('proofs.addDnsServer', undefined),
      listDnsServers: () => answer('proofs.listDnsServers', []),
      removeDnsServer: () => answer('proofs.removeDnsServer', undefined),
      delegation: () =>
        answer('proofs.delegation', {
          record: '_acme-challenge.www.customer.test',
          target: 'x.delegated.myl.test',
          state: 'ready' as const,
          found: null,
        }),
    },
    renewals: {
      renewNow: (id) => ofKnown(id, 'renewals.renewNow', { runId, joined: false }),
      get: async (id) => {
        if (id !== runId) throw new Refusal('RUN_NOT_FOUND', { runId: id })
        return answer('renewals.get', run)
      },
      pause: () => answer('renewals.pause', { since: at, until: '2026-11-21T09:00:00.000Z' }),
      resume: () => answer('renewals.resume', undefined),
    },
    targets: {
      list: () => answer('targets.list', [target]),
      kinds: () => answer('targets.kinds', [{ kind: 'script', name: 'a script of yours', here: true, allowed: true }]),
      add: () => answer('targets.add', target),
      preview: () => answer('targets.preview', preview),
      test: () => answer('targets.test', { ...preview, seen: true, trust: 'root' as const, problem: null }),
      apply: () => answer('targets.apply', target),
      rollBack: () => answer('targets.rollBack', { ...target, rolledBackFrom: 1 }),
      remove: () => answer('targets.remove', { targetId: target.id, label: target.label, givenBack: true, stays: [] }),
    },
    authorities: {
      list: () => answer('authorities.list', [authority]),
      look: () => answer('authorities.look', authorityLook),
      setOrder: () => answer('authorities.setOrder', [authority]),
      remove: () => answer('authorities.remove', [authority]),
      setBinding: () => answer('authorities.setBinding', authority),
      trust: () => answer('authorities.trust', authority),
      distrust: () => answer('authorities.distrust', authority),
      openAccount: () => answer('authorities.openAccount', authority),
      updateContact: () => answer('authorities.updateContact', authority),
      chooseAccount: () => answer('authorities.chooseAccount', authority),
      rollKey: () => answer('authorities.rollKey', authority),
      deactivate: () => answer('authorities.deactivate', authority),
    },
    device: {
      names: () => answer('device.names', { names: [device.name], zones: ['myl.test'] }),
      addName: () => answer('device.addName', { names: [device.name], zones: ['myl.test'], runId }),
      enrolment: () => answer('device.enrolment', { state: 'enrolled', waiting: null, ended: null }),
      enrolByCode: () => answer('device.enrolByCode', { state: 'enrolled', waiting: null, ended: null }),
      enrolByToken: () => answer('device.enrolByToken', device),
      keep: () => answer('device.keep', device),
      changeKey: () => answer('device.changeKey', { changedAt: device.enrolledAt }),
      publishLanAddresses: (publish) =>
        answer('device.publishLanAddresses', { ...device, lanAddresses: { ...device.lanAddresses, publish } }),
      openDevicePage: () => answer('device.openDevicePage', device),
    },
    usual: {
      get: () => answer('usual.get', { keyType: 'rsa-2048', profile: null, keyUse: 'new', tpmHere: false }),
      set: () => answer('usual.set', { keyType: 'p-256', profile: null, keyUse: 'new', tpmHere: false }),
    },
    proxy: {
      get: () => answer('proxy.get', proxyView),
      test: () => answer('proxy.test', { findings: [] }),
      set: () => answer('proxy.set', proxyView),
    },
    licence: { get: () => answer('licence.get', freeLicence) },
    policy: { get: () => answer('policy.get', { version: 3, rules: { keyType: 'p-256' } }) },
    audit: {
      list: () => answer('audit.list', { entries: [activity], more: false }),
      export: async function* () {
        calls.push('audit.export')
        yield { text: '{}\n' }
      },
      verify: () => answer('audit.verify', { entries: 1, intact: true, findings: [], anchor: null }),
    },
    doctor: {
      run: async function* () {
        calls.push('doctor.run')
        yield { type: 'report', report: doctorReport }
      },
      report: () => answer('doctor.report', doctorReport),
    },
    diagnostics: { create: () => answer('diagnostics.create', sampleDiagnostics) },
    backup: {
      create: ({ file }) => answer('backup.create', { file, bytes: 1_000, generatedPassphrase: null, contents: backupContents }),
      inspect: () => answer('backup.inspect', backupContents),
    },
    adoption: {
      scan: () => answer('adoption.scan', { usualPlaces: [], folders: [], certificates: [], problems: [] }),
      takeOver: () => answer('adoption.takeOver', { certificateId, alreadyManaged: false, accountTaken: true, notices: [] }),
    },
    tokens: {
      list: () => answer('tokens.list', noTokens),
      create: () => answer('tokens.create', { token: sampleToken(), secret: 'shown once' }),
      revoke: () => answer('tokens.revoke', sampleToken({ state: 'revoked' })),
      choosePort: () => answer('tokens.choosePort', noTokens.api),
    },
  }
  for (const group of Object.keys(changes) as (keyof AgentServices)[]) Object.assign(services[group], changes[group])
  return {
    services,
    calls,
    announce: (event) => {
      for (const hear of watchers) hear(event)
    },
    watchers: () => watchers.size,
  }
}
