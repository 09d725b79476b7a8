import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import type { UseOutlook, UseStanding } from '@mylzip/shared/operations/consumers.ts'
import type { OwnVersion } from './certificate-use.ts'

/** For so long before its end a certificate that nobody replaces is worth a word. */
export const soonEnds = 7 * day

/** The others hold a copy of their own, or are given one when they start: what becomes of the store is nothing to them. */
const withCopies: ReadonlySet<DeployTargetKind> = new Set(['device-page', 'files', 'script'])

export function takesFromStore(kind: DeployTargetKind): boolean {
  return !withCopies.has(kind)
}

interface Known {
  kind: DeployTargetKind
  own: OwnVersion | undefined
  /** Undefined: nobody can tell. */
  isInStore: boolean | undefined
}

/** What the certificate that a program names is to this agent. */
export function standingOf({ isInStore, kind, own }: Known): UseStanding {
  if (takesFromStore(kind) && isInStore === false) return 'missing'
  if (!own) return 'foreign'
  if (own.isForgotten) return 'forgotten'
  if (own.version === own.inUse) return 'current'
  return own.inUse === null || own.version > own.inUse ? 'newer' : 'older'
}

interface Prospects {
  standing: UseStanding
  notAfter: Instant | undefined
  /** Whether a target tells the program of each new version, of which there will be one. */
  isFollowed: boolean
}

/** What becomes of the use when nobody does anything. */
export function outlookOf({ isFollowed, notAfter, standing }: Prospects, now: Instant): UseOutlook {
  if (standing === 'missing') return 'broken'
  if (notAfter === undefined) return 'unknown'
  if (notAfter <= now) return 'ended'
  if (isFollowed && (standing === 'current' || standing === 'newer')) return 'followed'
  return notAfter - now <= soonEnds ? 'ends-soon' : 'left-behind'
}
