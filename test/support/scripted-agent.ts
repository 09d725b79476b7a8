import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import { isWanted } from '@mylzip/shared/operations/audit-filter.policy.ts'
import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'
import type { Diagnostics } from '@mylzip/shared/operations/diagnostics.ts'
import type { DoctorEvent, DoctorQuestion } from '@mylzip/shared/operations/doctor.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import type { UsualChoices, UsualChoicesInput } from '@mylzip/shared/operations/usual.ts'
import type { Activity, Device, Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'
import { createAgentDouble } from './agent-services.ts'
import { freeLicence } from './licences.ts'
import { sampleDiagnostics } from './sample-diagnostics.ts'
import { scriptAuthorities } from './scripted-authorities.ts'
import { type CertificateScript, scriptCertificates, scriptConsumers } from './scripted-certificates.ts'
import { type OrderingScript, scriptOrdering } from './scripted-ordering.ts'
import { type ProgramScript, scriptTargets } from './scripted-programs.ts'
import { type ProxyScript, scriptProxy } from './scripted-proxy.ts'
import { scriptTokens, type TokenScript } from './scripted-tokens.ts'

export interface ScriptedAgent {
  services: AgentServices
  /** What was asked of it, in order: "renewNow 5f0c…". */
  asked: string[]
  /** Says to all who watch. Later watchers begin with the snapshot as it was given. */
  push(event: StateEvent): void
}

export interface Script extends CertificateScript, OrderingScript, ProgramScript, ProxyScript, TokenScript {
  snapshot: Snapshot
  /** The whole log, the newest first; the snapshot shows its beginning. */
  log?: Activity[]
  report?: AuditReport
  /** Refuses or answers a renewal. */
  renewNow?: () => Promise<{ runId: string; joined: boolean }>
  /** How far it is with being let in, each time it is asked, and what comes of beginning with it. */
  enrolment?: { view?: () => EnrolmentView; byCode?: () => Promise<EnrolmentView>; byToken?: () => Promise<Device> }
  /** What looking at an authority fails with. */
  lookAtAuthority?: Refusal
  /** Keys can be made in the TPM; not unless told. */
  tpmHere?: boolean
  /** The plan; the free one unless told. */
  licence?: DeviceLicence
  /** What the doctor sees, as it comes. */
  doctor?: (signal: AbortSignal) => AsyncIterable<DoctorEvent>
  diagnostics?: () => Promise<Diagnostics>
  /** What changing a setting throws. */
  refuseSettings?: Refusal
}

/** The agent's services as a test wants them. The doors hold what it says against the contract. */
export function scriptAgent(script: Script): ScriptedAgent {
  const { snapshot, log = snapshot.activity, doctor } = script
  const watchers = new Set<(event: StateEvent) => void>()
  const asked: string[] = []
  let device = snapshot.device
  const push = (event: StateEvent) => {
    if (event.type === 'device') device = event.device
    for (const tell of watchers) tell(event)
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<StateEvent> {
    const queue: StateEvent[] = [{ type: 'snapshot', snapshot }]
    let wake = () => {}
    const tell = (event: StateEvent) => {
      queue.push(event)
      wake()
    }
    watchers.add(tell)
    signal.addEventListener('abort', () => wake(), { once: true })
    try {
      while (!signal.aborted) {
        const event = queue.shift()
        if (event !== undefined) yield event
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      watchers.delete(tell)
    }
  }

  const changeDevice = async (what: string, change: (old: Device) => Device) => {
    asked.push(what)
    if (script.refuseSettings !== undefined) throw script.refuseSettings
    if (device === null) throw new Refusal('NOT_ENROLLED')
    const changed = change(device)
    push({ type: 'device', device: changed })
    return changed
  }
  const found = <T>(value: T | undefined, otherwise: Refusal): T => {
    if (value === undefined) throw otherwise
    return value
  }

  let usual: UsualChoices = { keyType: 'rsa-2048', profile: null, keyUse: 'new', tpmHere: script.tpmHere === true }
  // What the screens do not ask is answered with fixed facts.
  const ordering = scriptOrdering(script, asked)
  const { services } = createAgentDouble({
    ...ordering,
    state: { get: async () => snapshot, watch },
    certificates: {
      ...ordering.certificates,
      list: async () => snapshot.certificates,
      get: async (certificateId) =>
        found(
          snapshot.certificates.find(({ id }) => id === certificateId),
          new Refusal('CERTIFICATE_NOT_FOUND', { certificateId }),
        ),
      ...scriptCertificates(script, asked, push),
    },
    authorities: scriptAuthorities(script, asked),
    usual: {
      get: async () => usual,
      set: async (change) => {
        asked.push(`usual ${JSON.stringify(change)}`)
        if (script.refuseSettings !== undefined) throw script.refuseSettings
        usual = { ...usual, ...defined(change) }
        return usual
      },
    },
    licence: { get: async () => script.licence ?? freeLicence },
    proxy: scriptProxy(script, asked),
    consumers: scriptConsumers(script, asked),
    renewals: {
      renewNow: async (certificateId) => {
        asked.push(`renewNow ${certificateId}`)
        return script.renewNow?.() ?? { runId: '0b7c1d22-8a51-4f0e-8f3b-2d1c0a9e7701', joined: false }
      },
      get: async (runId) =>
        found(
          snapshot.runs.find(({ id }) => id === runId),
          new Refusal('RUN_NOT_FOUND', { runId }),
        ),
      pause: async (minutes) => {
        asked.push(`pause ${minutes}`)
        const since = Date.now()
        const pause = { since: new Date(since).toISOString(), until: new Date(since + minutes * 60_000).toISOString() }
        push({ type: 'pause', pause })
        return pause
      },
      resume: async () => {
        asked.push('resume')
        push({ type: 'pause', pause: null })
      },
    },
    device: {
      enrolByCode: async (wish) => {
        asked.push(`enrolByCode ${JSON.stringify(wish)}`)
        return found(await script.enrolment?.byCode?.(), new Refusal('NOT_ENROLLED'))
      },
      enrolByToken: async ({ token, label }) => {
        asked.push(`enrolByToken ${token} ${label ?? ''}`.trim())
        return found(await script.enrolment?.byToken?.(), new Refusal('NOT_ENROLLED'))
      },
      enrolment: async () => script.enrolment?.view?.() ?? { state: device === null ? 'none' : 'enrolled', waiting: null, ended: null },
      keep: () => changeDevice('keep', ({ isCopy: _, ...kept }) => kept),
      publishLanAddresses: (publish) =>
        changeDevice(`publishLanAddresses ${publish}`, (old) => ({
          ...old,
          lanAddresses: { ...old.lanAddresses, publish, published: publish ? ['192.168.7.23'] : [] },
        })),
      openDevicePage: (openToLan) =>
        changeDevice(`openDevicePage ${openToLan}`, (old) => ({ ...old, devicePage: old.devicePage && { ...old.devicePage, openToLan } })),
    },
    audit: {
      list: async ({ before = Number.POSITIVE_INFINITY, limit, ...filter }) => {
        asked.push(
          `audit before ${before}${Object.values(filter)
            .map((wanted) => ` ${wanted}`)
            .join('')}`,
        )
        const older = log.filter((entry) => entry.seq < before && isWanted(filter, entry))
        return { entries: older.slice(0, limit), more: older.length > limit }
      },
      export: async function* () {
        asked.push('audit export')
        yield { text: 'one\n' }
        yield { text: 'two\n' }
      },
      verify: async () => script.report ?? { entries: log.length, intact: true, findings: [], anchor: null },
    },
    targets: scriptTargets(script, asked),
    tokens: scriptTokens(script, asked),
    diagnostics: {
      create: async ({ doctor }) => {
        asked.push(`diagnostics ${doctor ? 'with' : 'without'} the doctor`)
        return script.diagnostics?.() ?? sampleDiagnostics
      },
    },
    ...(doctor && {
      doctor: {
        run: ({ names }: DoctorQuestion, signal: AbortSignal) => {
          asked.push(['doctor', ...names].join(' '))
          return doctor(signal)
        },
      },
    }),
  })
  return { services, asked, push }
}

/** What is left out stays as it is. */
function defined({ keyType, keyUse, profile }: UsualChoicesInput) {
  return { ...(keyType && { keyType }), ...(keyUse && { keyUse }), ...(profile !== undefined && { profile }) }
}
