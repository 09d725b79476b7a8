import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Certificate, Failure } from '@mylzip/shared/operations/values.ts'
import type { AgentState } from '../../agent/agent-state.ts'
import type { Connection } from '../../agent/agent-store.ts'
import { isInPlace } from '../../components/in-place.policy.ts'

/** What needs a person, with what its words are made of. */
export type OneThing =
  | { kind: 'agent-away' }
  | { kind: 'no-permission' }
  | { kind: 'not-enrolled' }
  | { kind: 'copy'; original: string }
  | { kind: 'ended' | 'revoked'; certificate: Certificate }
  | { kind: 'not-served'; certificate: Certificate; program: string | undefined }
  | { kind: 'none-yet' | 'failed-twice'; certificate: Certificate; failure: Failure }
  | { kind: 'about-to-end'; certificate: Certificate; at: Instant }
  | { kind: 'paused'; until: Instant }
  | { kind: 'update-waiting'; version: string }

interface Circumstances {
  connection: Connection['phase']
  state: AgentState | undefined
  readyUpdate: string | undefined
}

/** A twentieth of its life: from here on nothing waits any more (renewals/renewal.policy.ts). */
const pressing = 1 / 20

/** Of what goes wrong with certificates, the heaviest first: what harms now, then what will. */
const weights = ['ended', 'revoked', 'not-served', 'none-yet', 'about-to-end', 'failed-twice'] as const

/** The one thing that a person settles first, or undefined where all goes by itself. */
export function oneThing({ connection, state, readyUpdate }: Circumstances, now: Instant): OneThing | undefined {
  if (connection === 'ended') return { kind: 'no-permission' }
  if (connection === 'lost') return { kind: 'agent-away' }
  if (state === undefined) return undefined
  if (state.device === null) return { kind: 'not-enrolled' }
  if (state.device.isCopy) return { kind: 'copy', original: state.device.name }
  const things = state.certificates.filter((certificate) => !isWorkedOn(certificate, state)).flatMap((each) => ofCertificate(each, now))
  const heaviest = weights.flatMap((weight) => things.find(({ kind }) => kind === weight) ?? [])[0]
  if (heaviest !== undefined) return heaviest
  const until = state.pause === null ? now : fromTimestamp(state.pause.until)
  if (until > now) return { kind: 'paused', until }
  return readyUpdate === undefined ? undefined : { kind: 'update-waiting', version: readyUpdate }
}

/** A run settles it; one that has a failure already stands still until what it waits for is there. */
function isWorkedOn({ id }: Certificate, { runs }: AgentState): boolean {
  return runs.some(({ certificateId, status, failure }) => certificateId === id && status === 'running' && failure === null)
}

function ofCertificate(certificate: Certificate, now: Instant): OneThing[] {
  const { current, failure, health } = certificate
  if (current === null) return failure === null || health !== 'not-protected' ? [] : [{ kind: 'none-yet', certificate, failure }]
  const end = fromTimestamp(current.notAfter)
  if (end <= now) return [{ kind: 'ended', certificate }]
  if (current.revokedAt !== null) return [{ kind: 'revoked', certificate }]
  if (!isInPlace({ ...certificate, current })) {
    const program = current.consumers.find((consumer) => consumer.failure !== null)?.label
    return [{ kind: 'not-served', certificate, program }]
  }
  const left = (end - now) / (end - fromTimestamp(current.notBefore))
  if (left < pressing) return [{ kind: 'about-to-end', certificate, at: end }]
  return health === 'attention' && failure !== null ? [{ kind: 'failed-twice', certificate, failure }] : []
}
