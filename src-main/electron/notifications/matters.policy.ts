import { hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { NoticeChoice } from '@mylzip/shared/operations/desktop.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { Standing } from '../attach/standing.policy.ts'
import { type DeviceFacts, healthAt, isNearEnd } from '../tray/device-facts.policy.ts'
import { lacksAgent } from '../tray/tray-look.policy.ts'

/** Everything that a notice may come of. */
export interface Situation {
  facts: DeviceFacts
  standing: Standing
  /** The newer version that is ready to be installed. */
  ready: string | undefined
  choice: NoticeChoice
}

export type MatterKind = 'failing' | 'ending' | 'not-protected' | 'not-set-up' | 'service' | 'update' | 'renewed'

/** Something that a person may have to be told. */
export interface Matter {
  /** What it is about: nothing is told twice under one key, unless it was settled between, became worse, or is another one. */
  key: string
  kind: MatterKind
  /** How bad it is, among the matters of its key. */
  level: number
  /** Which one it is, of matters that are told one by one: a version. */
  stamp?: string
  certificate?: Certificate
  /** What is wrong with the service. */
  standing?: 'stopped' | 'silent' | 'removed'
  /** ms. How long it has to have stood: what settles itself by then is nobody's business. */
  patience: number
}

/** What there is to be told of just now. */
export function mattersOf({ choice, facts, ready, standing }: Situation, now: Instant): Matter[] {
  const found: Matter[] = []
  if (standing === 'stopped' || standing === 'silent' || standing === 'removed')
    found.push({ key: 'service', kind: 'service', level: 1, standing, patience: 5 * minute })
  if (ready !== undefined && choice.updates) found.push({ key: 'update', kind: 'update', level: 1, stamp: ready, patience: 0 })
  if (!isKnown({ facts, standing })) return found
  if (facts.device === undefined) found.push({ key: 'not-set-up', kind: 'not-set-up', level: 1, patience: hour })
  for (const certificate of facts.certificates.values()) {
    const trouble = troubleOf(certificate, now)
    if (trouble) found.push({ key: `certificate ${certificate.id}`, certificate, patience: 0, ...trouble })
    const stamp = renewedAs(certificate)
    if (stamp !== undefined && choice.renewals)
      found.push({ key: `renewed ${certificate.id}`, kind: 'renewed', level: 1, stamp, certificate, patience: 0 })
  }
  return found
}

/** Whether a matter that is not found any more is settled; of what nobody can say just now, it stays open. */
export function isSettled(key: string, situation: Situation): boolean {
  const { facts, standing } = situation
  if (key === 'service') return !lacksAgent(standing)
  if (!isKnown(situation)) return false
  const certificate = facts.certificates.get(key.replace(/^certificate /, ''))
  // A run that goes on has settled nothing yet: else each try of many would be told.
  return certificate === undefined || certificate.health === 'protected'
}

/** Which of a certificate's versions is in use, seen and well; undefined while none is. */
export function renewedAs({ current, health }: Certificate): string | undefined {
  return health === 'protected' && current !== null ? current.serial : undefined
}

const isKnown = ({ facts, standing }: Pick<Situation, 'facts' | 'standing'>) => facts.about !== undefined && !lacksAgent(standing)

function troubleOf(certificate: Certificate, now: Instant): Pick<Matter, 'kind' | 'level'> | undefined {
  const { current, failure } = certificate
  const health = healthAt(certificate, now)
  if (health === 'not-protected') return { kind: 'not-protected', level: 3 }
  if (health === 'working') return undefined
  if (current !== null && isNearEnd(current, now)) return { kind: 'ending', level: 2 }
  return health === 'attention' && failure !== null ? { kind: 'failing', level: 1 } : undefined
}
